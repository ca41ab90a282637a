import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { chargeCaveat } from "../today/charge_caveat";
import { bucketsOf } from "./bucket";
import { historyDays } from "./days";
import { Plot } from "./plot";
import type { PlotRow } from "./plot_options";
import { formatHours, formatPercent, plotRow, unitName } from "./plot_rows";
import { plotUnit } from "./time_window";

/** The charge through the weeks, and the hours of sitting below it. */
export function ChargePlots({ onOpen }: { onOpen: (row: PlotRow) => void }) {
  const shownBuckets = useComputed(() => bucketsOf(historyDays.value ?? [], plotUnit.value));
  const columns = useComputed(() => ({
    rows: shownBuckets.value.map((bucket) => plotRow(bucket, plotUnit.value)),
    low: shownBuckets.value.map(({ low }) => low),
    high: shownBuckets.value.map(({ high }) => high),
    sitting: shownBuckets.value.map(({ sitting }) => sitting),
    known: shownBuckets.value.map(({ known }) => known),
    most: Math.max(...shownBuckets.value.map((bucket) => bucket.sitting ?? 0)),
  }));
  const { rows, low, high, sitting, known, most } = columns.value;
  const byWeek = plotUnit.value === "week";
  return (
    <section>
      <h2>{t("Charge and sitting")}</h2>
      <Plot
        title={byWeek ? t("Average charge per day, by week") : t("Average charge per day")}
        rows={rows}
        columnTitle={unitName(plotUnit.value)}
        yRange={[0, 100]}
        formatTick={formatPercent}
        series={[
          { name: t("at most"), colour: "rest", kind: "edge", values: high, format: formatPercent },
          { name: t("at least"), colour: "rest", kind: "edge", values: low, format: formatPercent },
        ]}
        onOpen={onOpen}
      />
      <Plot
        title={byWeek ? t("Hours of sitting on record, per day") : t("Hours of sitting on record")}
        rows={rows}
        columnTitle={unitName(plotUnit.value)}
        yRange={[0, 1.1 * Math.max(12, most)]}
        series={[
          { name: t("sat"), colour: "accent", kind: "bar", values: sitting, format: formatHours },
          { name: t("on record"), colour: "faint", kind: "text", values: known, format: formatHours },
        ]}
        onOpen={onOpen}
      />
      <p class="hint">
        {t("The shaded band shows how sure we are: it is wide where little of your day is on record.")} {chargeCaveat()}
      </p>
    </section>
  );
}
