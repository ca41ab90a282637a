import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { caveat } from "../today/charge_caveat";
import { buckets } from "./bucket";
import { days } from "./days";
import { Plot } from "./plot";
import type { Row } from "./plot_options";
import { hours, percents, row, unitName } from "./plot_rows";
import { unit } from "./time_window";

/** The charge through the weeks, and below it how long one sat. */
export function Charge({ onOpen }: { onOpen: (row: Row) => void }) {
  const held = useComputed(() => buckets(days.value ?? [], unit.value));
  const columns = useComputed(() => ({
    rows: held.value.map((one) => row(one, unit.value)),
    low: held.value.map(({ low }) => low),
    high: held.value.map(({ high }) => high),
    sitting: held.value.map(({ sitting }) => sitting),
    known: held.value.map(({ known }) => known),
    most: Math.max(...held.value.map((one) => one.sitting ?? 0)),
  }));
  const { rows, low, high, sitting, known, most } = columns.value;
  const byWeek = unit.value === "week";
  return (
    <section>
      <h2>{t("Charge and sitting")}</h2>
      <Plot
        title={byWeek ? t("Mean charge of a week’s days") : t("Mean charge of the day")}
        rows={rows}
        of={unitName(unit.value)}
        reach={[0, 100]}
        tick={percents}
        series={[
          { name: t("at most"), ink: "rest", kind: "edge", values: high, say: percents },
          { name: t("at least"), ink: "rest", kind: "edge", values: low, say: percents },
        ]}
        onOpen={onOpen}
      />
      <Plot
        title={byWeek ? t("Hours you are known to have sat, a day") : t("Hours you are known to have sat")}
        rows={rows}
        of={unitName(unit.value)}
        reach={[0, 1.1 * Math.max(12, most)]}
        series={[
          { name: t("sat"), ink: "accent", kind: "bar", values: sitting, say: hours },
          { name: t("of the hours that are known"), ink: "faint", kind: "told", values: known, say: hours },
        ]}
        onOpen={onOpen}
      />
      <p class="hint">
        {t("Between its edges the charge can be anything: they are far apart where little of your day is known.")} {caveat()}
      </p>
    </section>
  );
}
