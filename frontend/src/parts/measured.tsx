import { dateTime, number, t, tn } from "../texts";
import type { Difference, Result, SelfTest } from "../wire/self_tests";

/** What the last time came to: each side with its error, what changed, what was seen, and what others managed. */
export function Latest({ test }: { test: SelfTest }) {
  const [newest] = test.results;
  if (!newest) return null;
  const sameLevel = test.results.filter(({ level }) => level === newest.level);
  const shown = (["both", "left", "right"] as const).flatMap((side) => sameLevel.find((one) => one.side === side) ?? []);
  const sides = shown.find((one) => one.sides)?.sides;
  return (
    <>
      <ul class="measured">
        {shown.map((one) => (
          <li key={one.side}>
            <strong>
              {sideName(one.side)} {amount(one)}
            </strong>
            {one.change && <span>{changed(one.change, one.unit)}</span>}
            {one.seen.map(({ text, tries }) => (
              <span key={text}>
                {text} {t("(tries: {tries})", { tries })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {sides && <p>{compared(sides, newest.unit)}</p>}
      {newest.basis && <p class="hint">{t("Margin: {basis}.", { basis: newest.basis })}</p>}
      {!newest.basis && newest.error !== null && <p class="hint">{t("Margin: half the spread of your tries.")}</p>}
      {test.norms.map(({ text, cite }) => (
        <p class="hint" key={text}>
          {text} {cite && <cite>({cite})</cite>}
        </p>
      ))}
    </>
  );
}

/** What results are, and are not. */
export function NoDiagnosis() {
  return <p class="hint">{t("This compares you with yourself. It isn't a diagnosis.")}</p>;
}

/** All results, as a table. */
export function Results({ test }: { test: SelfTest }) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={t("Results: {name}", { name: test.name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("Date")}</th>
            <th scope="col">{t("Level")}</th>
            <th scope="col">{t("Side")}</th>
            <th scope="col">{t("Result")}</th>
            <th scope="col">{t("Tries")}</th>
            <th scope="col">{t("Measured by")}</th>
            <th scope="col">{t("Seen by camera")}</th>
          </tr>
        </thead>
        <tbody>
          {test.results.map((one) => (
            <tr key={one.at + one.side}>
              <th scope="row">
                <time dateTime={one.at}>{dateTime(one.at)}</time>
              </th>
              <td>{test.levels[one.level] ?? one.level}</td>
              <td>{sideName(one.side) || t("both")}</td>
              <td>{amount(one)}</td>
              <td>{one.trials.map((each) => number(each)).join(", ")}</td>
              <td>{one.by === "camera" ? t("camera") : t("hand")}</td>
              <td>{one.seen.map(({ text, tries }) => `${text} (${tries})`).join(" ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function sideName(side: Result["side"]): string {
  if (side === "both") return "";
  return side === "left" ? t("Left") : t("Right");
}

/** A result with its error, "31 s (±4)". */
export function amount({ value, unit, error, at_limit }: Result): string {
  const values = { value: number(value), error: number(error ?? 0) };
  if (unit === "reps") {
    return error === null
      ? tn("{count} rep", "{count} reps", value)
      : tn("{count} rep (±{error})", "{count} reps (±{error})", value, values);
  }
  if (at_limit) return t("{value} s (the maximum)", values);
  return error === null ? t("{value} s", values) : t("{value} s (±{error})", values);
}

function by(difference: Difference, unit: Result["unit"]): string {
  const value = Math.abs(difference.by);
  return unit === "s" ? t("{value} s", { value: number(value) }) : tn("{count} rep", "{count} reps", value);
}

function changed(change: Difference, unit: Result["unit"]): string {
  const amount = by(change, unit);
  switch (change.verdict) {
    case "more":
      return t("Up {amount} since last time: a real change.", { amount });
    case "less":
      return t("Down {amount} since last time: a real change.", { amount });
    case "same":
      return t("No clear change from last time ({amount} can be chance).", { amount });
    case "most":
      return t("The maximum again, same as last time.");
    case "unknown":
      return change.by < 0
        ? t("Down {amount} since last time (may be chance).", { amount })
        : t("Up {amount} since last time (may be chance).", { amount });
  }
}

function compared(sides: Difference, unit: Result["unit"]): string {
  const amount = by(sides, unit);
  switch (sides.verdict) {
    case "more":
      return t("Right is better than left by {amount}: a real difference.", { amount });
    case "less":
      return t("Left is better than right by {amount}: a real difference.", { amount });
    case "same":
      return t("No clear difference between the sides ({amount} can be chance).", { amount });
    case "most":
      return t("Both sides reach the maximum.");
    case "unknown":
      return t("The sides differ by {amount} (may be chance).", { amount });
  }
}
