import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { bucketsOf, type Bucket, type ScoreStats } from "./bucket";
import { historyDays } from "./days";
import { Plot } from "./plot";
import type { PlotRow } from "./plot_options";
import { formatTenths, plotRow, unitName } from "./plot_rows";
import { plotUnit } from "./time_window";

/** Symptoms before and after sessions. */
export function SymptomPlots({ onOpen }: { onOpen: (row: PlotRow) => void }) {
  const columns = useComputed(() => {
    const felt = bucketsOf(historyDays.value ?? [], plotUnit.value).filter(({ numb, wobble, pain }) =>
      [...numb, ...wobble, pain].some(Boolean),
    );
    const means = (pick: (bucket: Bucket) => ScoreStats | null) => felt.map((bucket) => pick(bucket)?.mean ?? null);
    return {
      rows: felt.map((bucket) => plotRow(bucket, plotUnit.value)),
      numb: [means(({ numb }) => numb[0]), means(({ numb }) => numb[1])] as const,
      wobble: [means(({ wobble }) => wobble[0]), means(({ wobble }) => wobble[1])] as const,
      pain: felt.map(({ pain }) => pain?.worst ?? null),
    };
  });
  const { rows, numb, wobble, pain } = columns.value;
  const common = { rows, columnTitle: unitName(plotUnit.value), yRange: [-0.5, 10.5] as [number, number], onOpen };
  if (rows.length === 0) {
    return (
      <section>
        <h2>{t("How you felt")}</h2>
        <p>{t("Nothing yet. Rate your numbness and wobbliness on Today or after a session.")}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>{t("How you felt")}</h2>
      <Plot
        {...common}
        title={t("How numb your buttocks were, 0 to 10")}
        series={[
          { name: t("before a session or at any other time"), colour: "accent", kind: "line", values: numb[0], format: formatTenths },
          { name: t("after a session"), colour: "rest", kind: "point", values: numb[1], format: formatTenths },
        ]}
      />
      <Plot
        {...common}
        title={t("How wobbly your legs were, 0 to 10")}
        series={[
          { name: t("before a session or at any other time"), colour: "accent", kind: "line", values: wobble[0], format: formatTenths },
          { name: t("after a session"), colour: "rest", kind: "point", values: wobble[1], format: formatTenths },
        ]}
      />
      {pain.some((value) => value !== null) && (
        <Plot
          {...common}
          title={t("Worst pain, 0 to 10")}
          series={[{ name: t("pain"), colour: "danger", kind: "point", values: pain, format: formatTenths }]}
        />
      )}
    </section>
  );
}
