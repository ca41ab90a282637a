import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { bucketsOf } from "./bucket";
import { historyDays, stretchNames } from "./days";
import { Plot } from "./plot";
import type { PlotRow } from "./plot_options";
import { formatCount, formatMinutes, plotRow, unitName } from "./plot_rows";
import { daysShown } from "./time_window";

/** The least for a week: sets for each muscle (Iversen 2021), minutes of stretching per side (Thomas 2018). */
export const [MIN_SETS, MIN_STRETCH_MINUTES] = [4, 5];

/** Longer periods are drawn as lines. */
const MAX_BAR_DAYS = 60 * 7;

/** Sets and stretches by week, against the amounts that research asks for. */
export function WeekPlots({ onOpen }: { onOpen: (row: PlotRow) => void }) {
  const columns = useComputed(() => {
    const weeks = bucketsOf(historyDays.value ?? [], "week");
    return {
      rows: weeks.map((week) => plotRow(week, "week")),
      maximus: weeks.map(({ maximus }) => maximus),
      medius: weeks.map(({ medius }) => medius),
      stretched: [...stretchNames.value].map(([exercise, name]) => ({
        name,
        left: weeks.map((week) => week.stretches[exercise]?.left ?? 0),
        right: weeks.map((week) => week.stretches[exercise]?.right ?? 0),
      })),
      most: Math.max(...weeks.flatMap(({ maximus, medius }) => [maximus, medius])),
      longest: Math.max(...weeks.flatMap((week) => Object.values(week.stretches).flatMap(({ left, right }) => [left, right])), 0),
    };
  });
  const { rows, maximus, medius, stretched, most, longest } = columns.value;
  // Two bars for each of a hundred weeks would be unreadable.
  const kinds = daysShown.value > MAX_BAR_DAYS ? (["trace", "dashes"] as const) : (["left", "right"] as const);
  return (
    <section>
      <h2>{t("Week by week")}</h2>
      <Plot
        title={t("Sets per week (goal: {sets} per muscle)", { sets: MIN_SETS })}
        rows={rows}
        columnTitle={unitName("week")}
        yRange={[0, 1.1 * Math.max(2 * MIN_SETS, most)]}
        goal={MIN_SETS}
        series={[
          { name: t("big glute (gluteus maximus)"), colour: "rest", kind: kinds[0], values: maximus, format: formatCount },
          { name: t("side glute (gluteus medius)"), colour: "rest", kind: kinds[1], values: medius, format: formatCount },
        ]}
        onOpen={onOpen}
      />
      {stretched.map(({ name, left, right }) => (
        <Plot
          key={name}
          title={t("{stretch}: minutes per week (goal: {minutes} per side)", { stretch: name, minutes: MIN_STRETCH_MINUTES })}
          rows={rows}
          columnTitle={unitName("week")}
          yRange={[0, 1.1 * Math.max(1.5 * MIN_STRETCH_MINUTES, longest)]}
          goal={MIN_STRETCH_MINUTES}
          series={[
            { name: t("left"), colour: "accent", kind: kinds[0], values: left, format: formatMinutes },
            { name: t("right"), colour: "accent", kind: kinds[1], values: right, format: formatMinutes },
          ]}
          onOpen={onOpen}
        />
      ))}
      <p class="hint">
        {t("Counted for the leg that did less. The dashed line is the weekly goal from studies.")}
      </p>
    </section>
  );
}
