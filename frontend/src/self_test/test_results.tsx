import type { Difference, SelfTest, TestResult } from "../connection/shapes/self_tests";
import { dateTime, formatNumber, t } from "../texts";

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
                {text} {t("In tries: {tries}.", { tries })}
              </span>
            ))}
          </li>
        ))}
      </ul>
      {sides && <p>{sidesText(sides, newest.unit)}</p>}
      {newest.basis && <p class="hint">{t("The ± is {basis}.", { basis: newest.basis })}</p>}
      {!newest.basis && newest.error !== null && <p class="hint">{t("The ± is half of how far your tries lie apart.")}</p>}
      {test.norms.map(({ text, cite }) => (
        <p class="hint" key={text}>
          {text} {cite && <cite>({cite})</cite>}
        </p>
      ))}
      <p class="hint">{t("It compares you with yourself. It diagnoses nothing.")}</p>
    </>
  );
}

/** All results, as a table. */
export function ResultsTable({ test }: { test: SelfTest }) {
  return (
    <div class="wide" tabIndex={0} role="region" aria-label={t("Results: {name}", { name: test.name })}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("When")}</th>
            <th scope="col">{t("How")}</th>
            <th scope="col">{t("Side")}</th>
            <th scope="col">{t("Result")}</th>
            <th scope="col">{t("Tries")}</th>
            <th scope="col">{t("By")}</th>
            <th scope="col">{t("Seen")}</th>
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

/** A result with its error, "31 ± 4 s". */
export function resultText({ value, unit, error, at_limit }: TestResult): string {
  const values = { value: formatNumber(value), error: formatNumber(error ?? 0) };
  if (unit === "reps") return error === null ? t("{value} times", values) : t("{value} ± {error} times", values);
  if (at_limit) return t("{value} seconds, the most that is timed", values);
  return error === null ? t("{value} seconds", values) : t("{value} ± {error} seconds", values);
}

function differenceText(difference: Difference, unit: TestResult["unit"]): string {
  const value = formatNumber(Math.abs(difference.by));
  return unit === "s" ? t("{value} seconds", { value }) : t("{value} times", { value });
}

function changeText(change: Difference, unit: TestResult["unit"]): string {
  const size = differenceText(change, unit);
  switch (change.verdict) {
    case "more":
      return t("{amount} more than the last time: more than chance.", { amount: size });
    case "less":
      return t("{amount} less than the last time: more than chance.", { amount: size });
    case "same":
      return t("As the last time, as far as can be told: {amount} apart can be chance.", { amount: size });
    case "most":
      return t("The most, as the last time.");
    case "unknown":
      return change.by < 0
        ? t("{amount} less than the last time; whether that is more than chance, nothing tells.", { amount: size })
        : t("{amount} more than the last time; whether that is more than chance, nothing tells.", { amount: size });
  }
}

function sidesText(sides: Difference, unit: TestResult["unit"]): string {
  const amount = differenceText(sides, unit);
  switch (sides.verdict) {
    case "more":
      return t("Right is {amount} ahead of left: more than chance.", { amount });
    case "less":
      return t("Left is {amount} ahead of right: more than chance.", { amount });
    case "same":
      return t("Both sides are alike, as far as can be told: {amount} apart can be chance.", { amount });
    case "most":
      return t("Both sides reach the most.");
    case "unknown":
      return t("The sides are {amount} apart; whether that is more than chance, nothing tells.", { amount });
  }
}
