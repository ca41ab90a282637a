import { useComputed } from "@preact/signals";

import { amount, sideName } from "../parts/measured";
import { t } from "../texts";
import type { Result } from "../wire/self_tests";
import { buckets, isWhole, type Bucket, type Scores, type Unit } from "./bucket";
import { daysBetween, written } from "./calendar";
import { days, stretches } from "./days";
import { SETS, STRETCH } from "./meters";
import { bucketName, count, hours, NOTHING, percents, tenths, unitName } from "./rows";
import { progress, tests, tried } from "./told";
import { shown } from "./window";

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
        {t("Sessions: {count}. Weeks with at least two sessions and {sets} sets for each glute muscle: {good} of {weeks}.", {
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
            <th scope="col">{t("Sitting per day")}</th>
            <th scope="col">{t("Charge")}</th>
            <th scope="col">{t("Numbness, before → after")}</th>
            <th scope="col">{t("Wobbliness, before → after")}</th>
            <th scope="col">{t("Worst pain")}</th>
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
          "Sets are counted for the leg that did less. The weekly goal from studies is {sets} sets, and {minutes} minutes of each stretch per side. Numbness, wobbliness and pain are self-reported, 0 to 10. Sitting is the average of the days with data, detected by a computer or entered by the person. Form is the camera's score for the sets. Charge is a range estimated from sitting and sessions; it doesn't measure muscles. None of this is a diagnosis.",
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
      <strong>{t("Current levels")}</strong>{" "}
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
        <strong>{t("Self-tests: first and last in this period")}</strong>
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
