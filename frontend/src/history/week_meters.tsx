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
          name={t("Strength sessions")}
          share={week.sessions / week.sessions_asked}
          text={t("{done} (goal {asked})", { done: week.sessions, asked: week.sessions_asked })}
        />
        {week.muscles.map(({ name, sets, asked }) => (
          <Meter key={name} name={name} share={sets / asked} text={tn("{count} set (goal {asked})", "{count} sets (goal {asked})", sets, { asked })} />
        ))}
        {week.stretches.map(({ exercise, name, left, right, asked }) => (
          <Meter
            key={exercise}
            name={name}
            share={Math.min(left, right) / asked}
            text={t("left {left}, right {right} min (goal {asked})", { left: minutes(left), right: minutes(right), asked })}
          />
        ))}
      </ul>
      <p>{week.text}</p>
      <p class="hint">
        {t(
          "Goal from research: at least four sets per muscle and five minutes of each stretch per side, every week.",
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
