import { useComputed } from "@preact/signals";

import { caveat } from "../parts/caveat";
import { t } from "../texts";
import { buckets, isWhole, type Bucket, type Scores, type Unit } from "./bucket";
import { daysBetween, written } from "./calendar";
import { days, stretches } from "./days";
import { SETS, STRETCH } from "./meters";
import { bucketName, hours, NOTHING, number, percents, unitName } from "./rows";
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
            <th scope="col">{unitName(unit)}</th>
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
      <p>
        {t(
          "Sets of the leg that had fewer; studies ask for {sets} a week, and for {minutes} minutes of each stretch on either side. Numbness, wobble and pain are the person's own words, 0 to 10. Sitting is what a computer saw or the person told, a day of which anything is known. Form is what a camera's coach made of the sets.",
          { sets: SETS, minutes: STRETCH },
        )}{" "}
        {caveat()}
      </p>
    </section>
  );
}

function Line({ of: one, unit }: { of: Bucket; unit: Unit }) {
  return (
    <tr>
      <th scope="row">{bucketName(one.start, unit)}</th>
      <td>{one.sessions}</td>
      <td>{one.maximus}</td>
      <td>{one.medius}</td>
      {[...stretches.value.keys()].map((exercise) => (
        <td key={exercise}>
          {number(one.stretches[exercise]?.left ?? 0, 1)} / {number(one.stretches[exercise]?.right ?? 0, 1)}
        </td>
      ))}
      <td>{hours(one.sitting)}</td>
      <td>{one.low === null ? NOTHING : `${number(one.low)}–${percents(one.high)}`}</td>
      <td>{pair(one.numb)}</td>
      <td>{pair(one.wobble)}</td>
      <td>{number(one.pain?.worst ?? null)}</td>
      <td>{one.form === null ? NOTHING : percents(100 * one.form)}</td>
    </tr>
  );
}

function pair([before, after]: [Scores | null, Scores | null]): string {
  if (!before && !after) return NOTHING;
  return `${number(before?.mean ?? null, 1)} → ${number(after?.mean ?? null, 1)}`;
}

function unitFor(from: string, to: string): Unit {
  const length = daysBetween(from, to) + 1;
  if (length <= (LINES - 1) * 7) return "week";
  return length <= (LINES - 1) * 30 ? "month" : "quarter";
}
