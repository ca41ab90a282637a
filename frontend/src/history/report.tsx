import { useComputed } from "@preact/signals";

import type { Result } from "../connection/shapes/self_tests";
import { amount, sideName } from "../self_test/test_results";
import { t } from "../texts";
import { buckets, isWhole, type Bucket, type Scores, type Unit } from "./bucket";
import { daysBetween, written } from "./calendar";
import { days, stretches } from "./days";
import { bucketName, count, hours, NOTHING, percents, tenths, unitName } from "./plot_rows";
import { progress, tests, tried } from "./progress_data";
import { shown } from "./time_window";
import { SETS, STRETCH } from "./week_plots";

/** What fits on one page, above what else stands there. */
const LINES = 16;

/** What is printed: one page, for a physiotherapist to read. It says who it is of only if that was typed in. */
export function Report({ name }: { name: string }) {
  const { from, to } = shown.value;
  const unit = unitFor(from, to);
  const lines = useComputed(() => {
    const { from: first, to: last } = shown.value;
    const held = (days.value ?? []).filter(({ date }) => first <= date && date <= last);
    return { lines: buckets(held, unitFor(first, last)), weeks: buckets(held, "week") };
  });
  const { lines: told, weeks } = lines.value;
  const whole = weeks.filter((week) => isWhole(week, "week"));
  const sessions = weeks.reduce((sum, week) => sum + week.sessions, 0);
  return (
    <section class="report">
      <h1>{name ? t("Exercise report: {name}", { name }) : t("Exercise report")}</h1>
      <p>
        {t("{from} to {to}", { from: written(from, { dateStyle: "long" }), to: written(to, { dateStyle: "long" }) })}.{" "}
        {t("Sessions: {count}. Weeks with two sessions or more, and at least {sets} sets for each of the two glute muscles: {good} of {weeks}.", {
          count: sessions,
          sets: SETS,
          good: whole.filter(({ sessions: count, maximus, medius }) => count >= 2 && Math.min(maximus, medius) >= SETS).length,
          weeks: whole.length,
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{unit === "week" ? t("Week from") : unitName(unit)}</th>
            <th scope="col">{t("Sessions")}</th>
            <th scope="col">{t("Sets, gluteus maximus")}</th>
            <th scope="col">{t("Sets, gluteus medius")}</th>
            {[...stretches.value.values()].map((name) => (
              <th key={name} scope="col">
                {t("{stretch}, minutes left / right", { stretch: name })}
              </th>
            ))}
            <th scope="col">{t("Sitting a day")}</th>
            <th scope="col">{t("Charge")}</th>
            <th scope="col">{t("Numb, before → after")}</th>
            <th scope="col">{t("Wobbly, before → after")}</th>
            <th scope="col">{t("Pain at worst")}</th>
            <th scope="col">{t("Form")}</th>
          </tr>
        </thead>
        <tbody>
          {told.map((one) => (
            <Line key={one.start} of={one} unit={unit} />
          ))}
        </tbody>
      </table>
      <Levels />
      <Tests from={from} to={to} />
      <p>
        {t(
          "Sets of the leg that had fewer; studies ask for {sets} a week, and for {minutes} minutes of each stretch on either side. Numbness, wobble and pain are the person's own words, 0 to 10. Sitting is what a computer saw or the person told, a day of which anything is known. Form is what a camera’s coach made of the sets. Charge is reckoned from sitting and sessions, from its least to its most: it measures no muscle. None of this is a diagnosis.",
          { sets: SETS, minutes: STRETCH },
        )}
      </p>
    </section>
  );
}

/** Where one stands on the ladders today. */
function Levels() {
  const { exercises = [] } = progress.value ?? {};
  if (exercises.length === 0) return null;
  return (
    <p>
      <strong>{t("Levels now")}</strong>{" "}
      {exercises
        .map((one) =>
          t("{exercise}: {level} ({rung} of {rungs})", {
            exercise: one.name,
            level: one.levels.find(({ id }) => id === one.level)?.name ?? one.level,
            rung: one.rung,
            rungs: one.rungs,
          }),
        )
        .join("; ")}
    </p>
  );
}

/** What came of each self-test first and last in a time. */
function Tests({ from, to }: { from: string; to: string }) {
  const found = tests.value.flatMap(tried).flatMap(({ name, days: all }) => {
    const held = all.filter(([date]) => from <= date && date <= to);
    const ends = [...new Set([held[0], held.at(-1)])].filter((one) => one !== undefined);
    return ends.length === 0 ? [] : [{ name, ends }];
  });
  if (found.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t("Self-tests, the first and the last of this time")}</strong>
      </p>
      <ul>
        {found.map(({ name, ends }) => (
          <li key={name}>
            {name}: {ends.map(([date, results]) => outcome(date, results)).join("; ")}
          </li>
        ))}
      </ul>
    </>
  );
}

function outcome(date: string, results: Result[]): string {
  const values = results.map((one) => [sideName(one.side), amount(one)].filter(Boolean).join(" "));
  return t("{values} on {date}", { values: values.join(", "), date: written(date, { dateStyle: "medium" }) });
}

function Line({ of: one, unit }: { of: Bucket; unit: Unit }) {
  return (
    <tr>
      <th scope="row">{unit === "week" ? written(one.start, { dateStyle: "medium" }) : bucketName(one.start, unit)}</th>
      <td>{one.sessions}</td>
      <td>{one.maximus}</td>
      <td>{one.medius}</td>
      {[...stretches.value.keys()].map((exercise) => (
        <td key={exercise}>
          {tenths(one.stretches[exercise]?.left ?? 0)} / {tenths(one.stretches[exercise]?.right ?? 0)}
        </td>
      ))}
      <td>{hours(one.sitting)}</td>
      <td>{one.low === null ? NOTHING : `${count(one.low)}–${percents(one.high)}`}</td>
      <td>{pair(one.numb)}</td>
      <td>{pair(one.wobble)}</td>
      <td>{count(one.pain?.worst ?? null)}</td>
      <td>{one.form === null ? NOTHING : percents(100 * one.form)}</td>
    </tr>
  );
}

function pair([before, after]: [Scores | null, Scores | null]): string {
  if (!before && !after) return NOTHING;
  return `${tenths(before?.mean ?? null)} → ${tenths(after?.mean ?? null)}`;
}

function unitFor(from: string, to: string): Unit {
  const length = daysBetween(from, to) + 1;
  if (length <= (LINES - 1) * 7) return "week";
  return length <= (LINES - 1) * 30 ? "month" : "quarter";
}
