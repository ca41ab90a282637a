import { useComputed } from "@preact/signals";

import type { TestResult } from "../connection/shapes/self_tests";
import { resultText, sideName } from "../self_test/test_results";
import { t } from "../texts";
import { bucketsOf, isComplete, type Bucket, type BucketUnit, type ScoreStats } from "./bucket";
import { daysBetween, formatDate } from "./calendar";
import { historyDays, stretchNames } from "./days";
import { bucketName, formatCount, formatHours, formatPercent, formatTenths, NO_VALUE, unitName } from "./plot_rows";
import { selfTests, testSeries, trainingProgress } from "./progress_data";
import { shownDates } from "./time_window";
import { MIN_SETS, MIN_STRETCH_MINUTES } from "./week_plots";

/** The table rows that fit on one page together with the rest. */
const MAX_LINES = 16;

/** The printed page for a physiotherapist. It names the user only if a name was typed in. */
export function Report({ name }: { name: string }) {
  const { from, to } = shownDates.value;
  const unit = unitFor(from, to);
  const groups = useComputed(() => {
    const { from: first, to: last } = shownDates.value;
    const shownDays = (historyDays.value ?? []).filter(({ date }) => first <= date && date <= last);
    return { lines: bucketsOf(shownDays, unitFor(first, last)), weeks: bucketsOf(shownDays, "week") };
  });
  const { lines: tableBuckets, weeks } = groups.value;
  const wholeWeeks = weeks.filter((week) => isComplete(week, "week"));
  const sessions = weeks.reduce((sum, week) => sum + week.sessions, 0);
  return (
    <section class="report">
      <h1>{name ? t("Exercise report: {name}", { name }) : t("Exercise report")}</h1>
      <p>
        {t("{from} to {to}", { from: formatDate(from, { dateStyle: "long" }), to: formatDate(to, { dateStyle: "long" }) })}.{" "}
        {t("Sessions: {count}. Weeks with at least two sessions and {sets} sets for each glute muscle: {good} of {weeks}.", {
          count: sessions,
          sets: MIN_SETS,
          good: wholeWeeks.filter(({ sessions: count, maximus, medius }) => count >= 2 && Math.min(maximus, medius) >= MIN_SETS).length,
          weeks: wholeWeeks.length,
        })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{unit === "week" ? t("Week from") : unitName(unit)}</th>
            <th scope="col">{t("Sessions")}</th>
            <th scope="col">{t("Sets, gluteus maximus")}</th>
            <th scope="col">{t("Sets, gluteus medius")}</th>
            {[...stretchNames.value.values()].map((name) => (
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
          {tableBuckets.map((bucket) => (
            <Line key={bucket.start} bucket={bucket} unit={unit} />
          ))}
        </tbody>
      </table>
      <Levels />
      <Tests from={from} to={to} />
      <p>
        {t(
          "Sets are counted for the leg that did less. The weekly goal from studies is {sets} sets, and {minutes} minutes of each stretch per side. Numbness, wobbliness and pain are self-reported, 0 to 10. Sitting is the average of the days with data, detected by a computer or entered by the person. Form is the camera's score for the sets. Charge is a range estimated from sitting and sessions; it doesn't measure muscles. None of this is a diagnosis.",
          { sets: MIN_SETS, minutes: MIN_STRETCH_MINUTES },
        )}
      </p>
    </section>
  );
}

/** The current levels. */
function Levels() {
  const { exercises = [] } = trainingProgress.value ?? {};
  if (exercises.length === 0) return null;
  return (
    <p>
      <strong>{t("Current levels")}</strong>{" "}
      {exercises
        .map((exercise) =>
          t("{exercise}: {level} ({rung} of {rungs})", {
            exercise: exercise.name,
            level: exercise.levels.find(({ id }) => id === exercise.level)?.name ?? exercise.level,
            rung: exercise.rung,
            rungs: exercise.rungs,
          }),
        )
        .join("; ")}
    </p>
  );
}

/** The first and the last result of each self-test in a period. */
function Tests({ from, to }: { from: string; to: string }) {
  const shownTests = selfTests.value.flatMap(testSeries).flatMap(({ name, days: all }) => {
    const testDays = all.filter(([date]) => from <= date && date <= to);
    const ends = [...new Set([testDays[0], testDays.at(-1)])].filter((testDay) => testDay !== undefined);
    return ends.length === 0 ? [] : [{ name, ends }];
  });
  if (shownTests.length === 0) return null;
  return (
    <>
      <p>
        <strong>{t("Self-tests: first and last in this period")}</strong>
      </p>
      <ul>
        {shownTests.map(({ name, ends }) => (
          <li key={name}>
            {name}: {ends.map(([date, results]) => outcome(date, results)).join("; ")}
          </li>
        ))}
      </ul>
    </>
  );
}

function outcome(date: string, results: TestResult[]): string {
  const values = results.map((result) => [sideName(result.side), resultText(result)].filter(Boolean).join(" "));
  return t("{values} on {date}", { values: values.join(", "), date: formatDate(date, { dateStyle: "medium" }) });
}

function Line({ bucket, unit }: { bucket: Bucket; unit: BucketUnit }) {
  return (
    <tr>
      <th scope="row">{unit === "week" ? formatDate(bucket.start, { dateStyle: "medium" }) : bucketName(bucket.start, unit)}</th>
      <td>{bucket.sessions}</td>
      <td>{bucket.maximus}</td>
      <td>{bucket.medius}</td>
      {[...stretchNames.value.keys()].map((exercise) => (
        <td key={exercise}>
          {formatTenths(bucket.stretches[exercise]?.left ?? 0)} / {formatTenths(bucket.stretches[exercise]?.right ?? 0)}
        </td>
      ))}
      <td>{formatHours(bucket.sitting)}</td>
      <td>{bucket.low === null ? NO_VALUE : `${formatCount(bucket.low)}–${formatPercent(bucket.high)}`}</td>
      <td>{pair(bucket.numb)}</td>
      <td>{pair(bucket.wobble)}</td>
      <td>{formatCount(bucket.pain?.worst ?? null)}</td>
      <td>{bucket.form === null ? NO_VALUE : formatPercent(100 * bucket.form)}</td>
    </tr>
  );
}

function pair([before, after]: [ScoreStats | null, ScoreStats | null]): string {
  if (!before && !after) return NO_VALUE;
  return `${formatTenths(before?.mean ?? null)} → ${formatTenths(after?.mean ?? null)}`;
}

function unitFor(from: string, to: string): BucketUnit {
  const length = daysBetween(from, to) + 1;
  if (length <= (MAX_LINES - 1) * 7) return "week";
  return length <= (MAX_LINES - 1) * 30 ? "month" : "quarter";
}
