import type { Result } from "../connection/shapes/self_tests";
import { amount, sideName } from "../self_test/test_results";
import { t } from "../texts";
import { secondsOf, written } from "./calendar";
import { Plot } from "./plot";
import type { Row, Series } from "./plot_options";
import { NOTHING, unitName } from "./plot_rows";
import { tests, tried, type Tried } from "./progress_data";

/** What came of the self-tests, each with its error: what lies within it is chance. */
export function SelfTests({ onOpen }: { onOpen: (row: Row) => void }) {
  const found = tests.value.flatMap(tried);
  return (
    <section>
      <h2>{t("Self-tests")}</h2>
      {found.length === 0 && <p>{t("None was done yet. Every four weeks they show what changes.")}</p>}
      {found.map((one) => (
        <Results key={one.name} tried={one} onOpen={onOpen} />
      ))}
      {found.length > 0 && <p class="hint">{t("Each upright line is as long as a result may be off: what lies within it is chance.")}</p>}
      <p>
        <a href="#/test">{t("Test yourself")}</a>
      </p>
    </section>
  );
}

function Results({ tried: { name, days }, onOpen }: { tried: Tried; onOpen: (row: Row) => void }) {
  const rows = days.map(([date]) => ({ from: date, to: date, x: secondsOf(date), name: written(date, { dateStyle: "medium" }) }));
  const all = days.flatMap(([, results]) => results);
  const most = Math.max(...all.map(({ value, error }) => value + (error ?? 0)));
  const timed = all[0]?.unit === "s";
  const series = (["both", "left", "right"] as const)
    .filter((side) => all.some((one) => one.side === side))
    .map((side, index) => line(days, side, index));
  return (
    <Plot
      title={timed ? t("{test}, seconds", { test: name }) : t("{test}, times", { test: name })}
      rows={rows}
      of={unitName("day")}
      reach={[0, 1.15 * most]}
      series={series}
      onOpen={onOpen}
    />
  );
}

function line(days: Tried["days"], side: Result["side"], index: number): Series {
  const results = days.map(([, found]) => found.find((one) => one.side === side));
  return {
    name: sideName(side) || t("Result"),
    ink: index === 0 ? "rest" : "accent",
    kind: index === 0 ? "line" : "point",
    values: results.map((one) => one?.value ?? null),
    errors: results.map((one) => one?.error ?? null),
    say: (_, row) => {
      const one = results[row];
      return one ? amount(one) : NOTHING;
    },
  };
}
