import type { Difference, SelfTest, TestResult } from "../connection/shapes/self_tests";
import { dateTime, formatNumber, t, tn } from "../texts";

/** The latest results: each side with its error, the change, the observed faults, and what other people reach. */
export function LatestResults({ test }: { test: SelfTest }) {
  const [newest] = test.results;
  if (!newest) return null;
  const sameLevel = test.results.filter(({ level }) => level === newest.level);
  const latest = (["both", "left", "right"] as const).flatMap((side) => sameLevel.find((result) => result.side === side) ?? []);
  const sides = latest.find((result) => result.sides)?.sides;
  return (
    <>
      <ul class="measured">
        {latest.map((result) => (
          <li key={result.side}>
            <strong>
              {sideName(result.side)} {resultText(result)}
            </strong>
            {result.change && <span>{changeText(result.change, result.unit)}</span>}
            {result.seen.map(({ text, tries }) => (
              <span key={text}>
                {text} {t("(tries: {tries})", { tries })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {sides && <p>{sidesText(sides, newest.unit)}</p>}
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
export function ResultsTable({ test }: { test: SelfTest }) {
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
          {test.results.map((result) => (
            <tr key={result.at + result.side}>
              <th scope="row">
                <time dateTime={result.at}>{dateTime(result.at)}</time>
              </th>
              <td>{test.levels[result.level] ?? result.level}</td>
              <td>{sideName(result.side) || t("both")}</td>
              <td>{resultText(result)}</td>
              <td>{result.trials.map((each) => formatNumber(each)).join(", ")}</td>
              <td>{result.by === "camera" ? t("camera") : t("hand")}</td>
              <td>{result.seen.map(({ text, tries }) => `${text} (${tries})`).join(" ")}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function sideName(side: TestResult["side"]): string {
  if (side === "both") return "";
  return side === "left" ? t("Left") : t("Right");
}

/** A result with its error, "31 s (±4)". */
export function resultText({ value, unit, error, at_limit }: TestResult): string {
  const values = { value: formatNumber(value), error: formatNumber(error ?? 0) };
  if (unit === "reps") {
    return error === null
      ? tn("{count} rep", "{count} reps", value)
      : tn("{count} rep (±{error})", "{count} reps (±{error})", value, values);
  }
  if (at_limit) return t("{value} s (the maximum)", values);
  return error === null ? t("{value} s", values) : t("{value} s (±{error})", values);
}

function differenceText(difference: Difference, unit: TestResult["unit"]): string {
  const value = Math.abs(difference.by);
  return unit === "s" ? t("{value} s", { value: formatNumber(value) }) : tn("{count} rep", "{count} reps", value);
}

function changeText(change: Difference, unit: TestResult["unit"]): string {
  const size = differenceText(change, unit);
  switch (change.verdict) {
    case "more":
      return t("Up {amount} since last time: a real change.", { amount: size });
    case "less":
      return t("Down {amount} since last time: a real change.", { amount: size });
    case "same":
      return t("No clear change from last time ({amount} can be chance).", { amount: size });
    case "most":
      return t("The maximum again, same as last time.");
    case "unknown":
      return change.by < 0
        ? t("Down {amount} since last time (may be chance).", { amount: size })
        : t("Up {amount} since last time (may be chance).", { amount: size });
  }
}

function sidesText(sides: Difference, unit: TestResult["unit"]): string {
  const amount = differenceText(sides, unit);
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
