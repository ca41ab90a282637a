import { useComputed } from "@preact/signals";

import { t } from "../texts";
import { buckets, type Bucket, type Scores } from "./bucket";
import { days } from "./days";
import { Plot } from "./plot";
import type { Row } from "./plot_options";
import { row, tenths, unitName } from "./plot_rows";
import { unit } from "./time_window";

/** How it felt, before sessions and after them. */
export function Symptoms({ onOpen }: { onOpen: (row: Row) => void }) {
  const columns = useComputed(() => {
    const felt = buckets(days.value ?? [], unit.value).filter(({ numb, wobble, pain }) => [...numb, ...wobble, pain].some(Boolean));
    const means = (pick: (one: Bucket) => Scores | null) => felt.map((one) => pick(one)?.mean ?? null);
    return {
      rows: felt.map((one) => row(one, unit.value)),
      numb: [means(({ numb }) => numb[0]), means(({ numb }) => numb[1])] as const,
      wobble: [means(({ wobble }) => wobble[0]), means(({ wobble }) => wobble[1])] as const,
      pain: felt.map(({ pain }) => pain?.worst ?? null),
    };
  });
  const { rows, numb, wobble, pain } = columns.value;
  const common = { rows, of: unitName(unit.value), reach: [-0.5, 10.5] as [number, number], onOpen };
  if (rows.length === 0) {
    return (
      <section>
        <h2>{t("How it felt")}</h2>
        <p>{t("Nothing was told yet. Two taps on Today, and after a session, say how numb and how wobbly you are.")}</p>
      </section>
    );
  }
  return (
    <section>
      <h2>{t("How it felt")}</h2>
      <Plot
        {...common}
        title={t("How numb the seat was, 0 to 10")}
        series={[
          { name: t("before, or at any time"), ink: "accent", kind: "line", values: numb[0], say: tenths },
          { name: t("after a session"), ink: "rest", kind: "point", values: numb[1], say: tenths },
        ]}
      />
      <Plot
        {...common}
        title={t("How wobbly the legs were, 0 to 10")}
        series={[
          { name: t("before, or at any time"), ink: "accent", kind: "line", values: wobble[0], say: tenths },
          { name: t("after a session"), ink: "rest", kind: "point", values: wobble[1], say: tenths },
        ]}
      />
      {pain.some((one) => one !== null) && (
        <Plot
          {...common}
          title={t("Pain at its worst, 0 to 10")}
          series={[{ name: t("pain"), ink: "danger", kind: "point", values: pain, say: tenths }]}
        />
      )}
    </section>
  );
}
