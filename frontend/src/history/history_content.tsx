import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "uplot/dist/uPlot.min.css";

import { attempt } from "../connection/notice";
import { ProgressBlock } from "./progress_section";
import { Skeleton } from "../ui/skeleton";
import { go } from "../route";
import "../style/history.css";
import { t } from "../texts";
import { buckets, dayOf } from "./bucket";
import { Charge } from "./charge_plots";
import { beginning, days, load } from "./days";
import type { Row } from "./plot_options";
import { Meters } from "./week_plots";
import { Month } from "./month";
import { OneDay } from "./day_dialog";
import { Print } from "./print_section";
import { SelfTests } from "./self_test_plots";
import { Sessions } from "./session_list";
import { SpanPicker } from "./span_picker";
import { Symptoms } from "./symptom_plots";
import { ask } from "./progress_data";

/** What was, through the weeks. */
export function Past() {
  /** The day that is open. */
  const open = useSignal<string | null>(null);
  useEffect(() => {
    let wanted = true;
    attempt(() => load(() => wanted, ask));
    return () => {
      wanted = false;
    };
  }, []);
  if (days.value === null) return <Skeleton rows={7} />;
  if (beginning.value === null) return <Nothing />;
  const show = ({ from, to }: Row): void => {
    const held = (days.value ?? []).filter(({ date }) => from <= date && date <= to);
    const [whole] = buckets(held, "quarter");
    open.value = whole ? dayOf(held, { ...whole, from, to }) : to;
  };
  return (
    <>
      <div class="past">
        <SpanPicker />
        <Charge onOpen={show} />
        <Month
          onOpen={(date) => {
            open.value = date;
          }}
        />
        <Meters onOpen={show} />
        <ProgressBlock />
        <Symptoms onOpen={show} />
        <SelfTests onOpen={show} />
        <Sessions />
        {open.value !== null && (
          <OneDay
            date={open.value}
            onDate={(date) => {
              open.value = date;
            }}
          />
        )}
      </div>
      <Print />
    </>
  );
}

function Nothing() {
  return (
    <section class="outcome">
      <p class="lead">{t("No session yet. The shortest takes three minutes.")}</p>
      <p>
        {t("What you do and how long you sit will be drawn here, day by day. “{command}” notices the sitting.", {
          command: "rearguard watch",
        })}
      </p>
      <button type="button" class="primary" onClick={() => go("today")}>
        {t("Go to today's session")}
      </button>
      <p>
        <a href="#/test">{t("Test yourself")}</a>
      </p>
    </section>
  );
}
