import type { Week } from "../connection/shapes/progress";
import { t, tn } from "../texts";

/** The totals of the last seven days, beside the amounts that research asks for. */
export function WeekMeters({ week }: { week: Week }) {
  const minutes = (value: number): number => Math.round(value * 10) / 10;
  return (
    <>
      <h2>{t("Your last seven days")}</h2>
      <ul class="plain meters">
        <Meter
          name={t("Sessions with strength")}
          share={week.sessions / week.sessions_asked}
          text={t("{done}, at least {asked}", { done: week.sessions, asked: week.sessions_asked })}
        />
        {week.muscles.map(({ name, sets, asked }) => (
          <Meter key={name} name={name} share={sets / asked} text={tn("{count} set, at least {asked}", "{count} sets, at least {asked}", sets, { asked })} />
        ))}
        {week.stretches.map(({ exercise, name, left, right, asked }) => (
          <Meter
            key={exercise}
            name={name}
            share={Math.min(left, right) / asked}
            text={t("left {left}, right {right} of {asked} minutes", { left: minutes(left), right: minutes(right), asked })}
          />
        ))}
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

function Meter({ name, share, text }: { name: string; share: number; text: string }) {
  return (
    <li>
      <span>{name}</span>
      <span>{text}</span>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${Math.min(1, share) * 100}%` }} />
      </div>
    </li>
  );
}
