import { catalogue, t } from "../texts";
import type { Week } from "../wire/progress";

/** What the last seven days held, beside what research asks for. */
export function Meters({ week }: { week: Week }) {
  const minutes = (value: number): string => value.toLocaleString(catalogue.value.language, { maximumFractionDigits: 1 });
  return (
    <>
      <h2>{t("Your last seven days")}</h2>
      <ul class="plain meters">
        <Meter
          name={t("Sessions with strength")}
          value={week.sessions}
          asked={week.sessions_asked}
          text={t("{done} of {asked}", { done: week.sessions, asked: week.sessions_asked })}
        />
        {week.muscles.map(({ name, sets, asked }) => (
          <Meter key={name} name={name} value={sets} asked={asked} text={t("{done} of {asked} sets", { done: sets, asked })} />
        ))}
        {week.stretches.flatMap(({ exercise, name, left, right, asked }) => [
          <Meter
            key={`${exercise}-left`}
            name={t("{exercise}, left", { exercise: name })}
            value={left}
            asked={asked}
            text={t("{done} of {asked} minutes", { done: minutes(left), asked })}
          />,
          <Meter
            key={`${exercise}-right`}
            name={t("{exercise}, right", { exercise: name })}
            value={right}
            asked={asked}
            text={t("{done} of {asked} minutes", { done: minutes(right), asked })}
          />,
        ])}
      </ul>
      <p>{week.text}</p>
      <p class="hint">
        {t(
          "Four sets a week for each muscle are the least that research found to make a difference; more does more. For stretching it asks for five minutes a week on each side: 30 seconds a day keep the habit, twice 30 seconds on five days reach it.",
        )}
      </p>
    </>
  );
}

function Meter({ name, value, asked, text }: { name: string; value: number; asked: number; text: string }) {
  return (
    <li class={value >= asked ? "reached" : undefined}>
      <span>{name}</span>
      <span>{text}</span>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${Math.min(1, value / asked) * 100}%` }} />
      </div>
    </li>
  );
}
