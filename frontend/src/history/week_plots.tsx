import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { buckets } from "./bucket";
import { days, stretches } from "./days";
import { Plot } from "./plot";
import type { Row } from "./plot_options";
import { count, minutes, row, unitName } from "./plot_rows";
import { length } from "./time_window";

/** What a week should hold at least: sets for each muscle (Iversen 2021), minutes of stretching a side (Thomas 2018). */
export const [SETS, STRETCH] = [4, 5];

/** More days than this are drawn as lines. */
const MANY = 60 * 7;

/** Sets and stretches of the weeks, against what research asks for. */
export function Meters({ onOpen }: { onOpen: (row: Row) => void }) {
  const columns = useComputed(() => {
    const weeks = buckets(days.value ?? [], "week");
    return {
      rows: weeks.map((week) => row(week, "week")),
      maximus: weeks.map(({ maximus }) => maximus),
      medius: weeks.map(({ medius }) => medius),
      stretched: [...stretches.value].map(([exercise, name]) => ({
        name,
        left: weeks.map((week) => week.stretches[exercise]?.left ?? 0),
        right: weeks.map((week) => week.stretches[exercise]?.right ?? 0),
      })),
      most: Math.max(...weeks.flatMap(({ maximus, medius }) => [maximus, medius])),
      longest: Math.max(...weeks.flatMap((week) => Object.values(week.stretches).flatMap(({ left, right }) => [left, right])), 0),
    };
  });
  const { rows, maximus, medius, stretched, most, longest } = columns.value;
  // Two bars of each of a hundred weeks are a thicket.
  const kinds = length.value > MANY ? (["trace", "dashes"] as const) : (["left", "right"] as const);
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
          { name: t("the large muscle"), ink: "rest", kind: kinds[0], values: maximus, say: count },
          { name: t("the one at the side"), ink: "rest", kind: kinds[1], values: medius, say: count },
        ]}
        onOpen={onOpen}
      />
      {stretched.map(({ name, left, right }) => (
        <Plot
          key={name}
          title={t("{stretch} a week: {minutes} minutes at least on each side", { stretch: name, minutes: STRETCH })}
          rows={rows}
          of={unitName("week")}
          reach={[0, 1.1 * Math.max(1.5 * STRETCH, longest)]}
          goal={STRETCH}
          series={[
            { name: t("left"), ink: "accent", kind: kinds[0], values: left, say: minutes },
            { name: t("right"), ink: "accent", kind: kinds[1], values: right, say: minutes },
          ]}
          onOpen={onOpen}
        />
      ))}
      <p class="hint">
        {t("Sets are those of the leg that had fewer. The dashed line is what studies ask for; thirty seconds a day keep a habit.")}
      </p>
    </section>
  );
}
