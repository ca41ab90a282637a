import type { TestResult } from "../connection/shapes/self_tests";
import { resultText, sideName } from "../self_test/test_results";
import { t } from "../texts";
import { formatDate, secondsOf } from "./calendar";
import { Plot } from "./plot";
import type { PlotRow, PlotSeries } from "./plot_options";
import { NO_VALUE, unitName } from "./plot_rows";
import { selfTests, testSeries, type TestSeries } from "./progress_data";

/** The results of the self-tests with their errors: a difference within the error is chance. */
export function SelfTestPlots({ onOpen }: { onOpen: (row: PlotRow) => void }) {
  const series = selfTests.value.flatMap(testSeries);
  return (
    <section>
      <h2>{t("Self-tests")}</h2>
      {series.length === 0 && <p>{t("No self-tests yet. Repeat them every four weeks to see what changes.")}</p>}
      {series.map((test) => (
        <TestPlot key={test.name} tried={test} onOpen={onOpen} />
      ))}
      {series.length > 0 && <p class="hint">{t("The vertical lines show the margin of error.")}</p>}
      <p>
        <a href="#/test">{t("Test yourself")}</a>
      </p>
    </section>
  );
}

function TestPlot({ tried: { name, days }, onOpen }: { tried: TestSeries; onOpen: (row: PlotRow) => void }) {
  const rows = days.map(([date]) => ({ from: date, to: date, x: secondsOf(date), name: formatDate(date, { dateStyle: "medium" }) }));
  const all = days.flatMap(([, results]) => results);
  const most = Math.max(...all.map(({ value, error }) => value + (error ?? 0)));
  const timed = all[0]?.unit === "s";
  const series = (["both", "left", "right"] as const)
    .filter((side) => all.some((result) => result.side === side))
    .map((side, index) => sideSeries(days, side, index));
  return (
    <Plot
      title={timed ? t("{test}, seconds", { test: name }) : t("{test}, reps", { test: name })}
      rows={rows}
      columnTitle={unitName("day")}
      yRange={[0, 1.15 * most]}
      series={series}
      onOpen={onOpen}
    />
  );
}

function sideSeries(days: TestSeries["days"], side: TestResult["side"], index: number): PlotSeries {
  const results = days.map(([, dayResults]) => dayResults.find((result) => result.side === side));
  return {
    name: sideName(side) || t("Result"),
    colour: index === 0 ? "rest" : "accent",
    kind: index === 0 ? "line" : "point",
    values: results.map((result) => result?.value ?? null),
    errors: results.map((result) => result?.error ?? null),
    format: (_, row) => {
      const result = results[row];
      return result ? resultText(result) : NO_VALUE;
    },
  };
}
