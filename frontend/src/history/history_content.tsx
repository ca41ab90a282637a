import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "uplot/dist/uPlot.min.css";

import { attempt } from "../connection/notice";
import { ProgressSection } from "./progress_section";
import { Skeleton } from "../ui/skeleton";
import { navigate } from "../route";
import "../style/history.css";
import { t } from "../texts";
import { bucketsOf, mostRelevantDay } from "./bucket";
import { ChargePlots } from "./charge_plots";
import { firstDay, historyDays, loadDays } from "./days";
import type { PlotRow } from "./plot_options";
import { WeekPlots } from "./week_plots";
import { MonthCalendar } from "./month";
import { DayDialog } from "./day_dialog";
import { PrintSection } from "./print_section";
import { SelfTestPlots } from "./self_test_plots";
import { SessionList } from "./session_list";
import { SpanPicker } from "./span_picker";
import { SymptomPlots } from "./symptom_plots";
import { loadProgressData } from "./progress_data";

/** The history's plots, calendar and lists. */
export function HistoryContent() {
  /** The date of the open day. */
  const open = useSignal<string | null>(null);
  useEffect(() => {
    let isWanted = true;
    attempt(() => loadDays(() => isWanted, loadProgressData));
    return () => {
      isWanted = false;
    };
  }, []);
  if (historyDays.value === null) return <Skeleton rows={7} />;
  if (firstDay.value === null) return <EmptyHistory />;
  const show = ({ from, to }: PlotRow): void => {
    const rowDays = (historyDays.value ?? []).filter(({ date }) => from <= date && date <= to);
    const [quarter] = bucketsOf(rowDays, "quarter");
    open.value = quarter ? mostRelevantDay(rowDays, { ...quarter, from, to }) : to;
  };
  return (
    <>
      <div class="past">
        <SpanPicker />
        <ChargePlots onOpen={show} />
        <MonthCalendar
          onOpen={(date) => {
            open.value = date;
          }}
        />
        <WeekPlots onOpen={show} />
        <ProgressSection />
        <SymptomPlots onOpen={show} />
        <SelfTestPlots onOpen={show} />
        <SessionList />
        {open.value !== null && (
          <DayDialog
            date={open.value}
            onDate={(date) => {
              open.value = date;
            }}
          />
        )}
      </div>
      <PrintSection />
    </>
  );
}

function EmptyHistory() {
  return (
    <section class="outcome">
      <p class="lead">{t("No sessions yet. The shortest takes three minutes.")}</p>
      <p>
        {t("Your sessions and sitting will show up here. Turn on sitting detection to fill in the rest (in a terminal: {command}).", {
          command: "rearguard watch",
        })}
      </p>
      <button type="button" class="primary" onClick={() => navigate("today")}>
        {t("See today's session")}
      </button>
      <p>
        <a href="#/test">{t("Test yourself")}</a>
      </p>
    </section>
  );
}
