import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import "uplot/dist/uPlot.min.css";

import { attempt } from "../notice";
import { ProgressBlock } from "../parts/progress";
import { Skeleton } from "../parts/skeleton";
import { go } from "../route";
import "../style/past.css";
import { t } from "../texts";
import { buckets, dayOf } from "./bucket";
import { Charge } from "./charge";
import { beginning, days, load } from "./days";
import type { Row } from "./drawing";
import { Meters } from "./meters";
import { Month } from "./month";
import { OneDay } from "./one_day";
import { Print } from "./print";
import { SelfTests } from "./self_tests";
import { Sessions } from "./sessions";
import { SpanPicker } from "./span_picker";
import { Symptoms } from "./symptoms";
import { ask } from "./told";

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
      <p class="lead">{t("No sessions yet. The shortest takes three minutes.")}</p>
      <p>
        {t("Your sessions and sitting will show up here. Turn on sitting detection to fill in the rest (in a terminal: {command}).", {
          command: "rearguard watch",
        })}
      </p>
      <button type="button" class="primary" onClick={() => go("today")}>
        {t("See today's session")}
      </button>
      <p>
        <a href="#/test">{t("Test yourself")}</a>
      </p>
    </section>
  );
}
