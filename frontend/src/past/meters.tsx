import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { buckets } from "./bucket";
import { days } from "./days";
import type { Row } from "./drawing";
import { Plot } from "./plot";
import { minutes, number, row, unitName } from "./rows";

/** What a week should hold at least: sets for each muscle (Iversen 2021), minutes of stretching a side (Thomas 2018). */
export const [SETS, STRETCH] = [4, 5];

/** Sets and stretches of the weeks, against what research asks for. */
export function Meters({ onOpen }: { onOpen: (row: Row) => void }) {
  const columns = useComputed(() => {
    const weeks = buckets(days.value ?? [], "week");
    return {
      rows: weeks.map((week) => row(week, "week")),
      maximus: weeks.map(({ maximus }) => maximus),
      medius: weeks.map(({ medius }) => medius),
      left: weeks.map(({ stretch }) => stretch.left),
      right: weeks.map(({ stretch }) => stretch.right),
      most: Math.max(...weeks.flatMap(({ maximus, medius }) => [maximus, medius])),
      longest: Math.max(...weeks.flatMap(({ stretch }) => [stretch.left, stretch.right])),
    };
  });
  const { rows, maximus, medius, left, right, most, longest } = columns.value;
  return (
    <section>
      <h2>{t("What the weeks held")}</h2>
      <Plot
        title={t("Sets a week: {sets} at least for each muscle", { sets: SETS })}
        rows={rows}
        of={unitName("week")}
        reach={[0, 1.1 * Math.max(2 * SETS, most)]}
        goal={SETS}
        series={[
          { name: t("the large muscle"), ink: "rest", kind: "left", values: maximus, say: number },
          { name: t("the one at the side"), ink: "rest", kind: "right", values: medius, say: number },
        ]}
        onOpen={onOpen}
      />
      <Plot
        title={t("Stretching a week: {minutes} minutes at least on each side", { minutes: STRETCH })}
        rows={rows}
        of={unitName("week")}
        reach={[0, 1.1 * Math.max(1.5 * STRETCH, longest)]}
        goal={STRETCH}
        series={[
          { name: t("left"), ink: "accent", kind: "left", values: left, say: minutes },
          { name: t("right"), ink: "accent", kind: "right", values: right, say: minutes },
        ]}
        onOpen={onOpen}
      />
      <p class="hint">
        {t("Sets are those of the leg that had fewer. The dashed line is what studies ask for; thirty seconds a day keep a habit.")}
      </p>
    </section>
  );
}
