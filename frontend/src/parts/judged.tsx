import { clockTime, t, tn } from "../texts";
import type { Judged as Judgement } from "../wire/history";

/** What the coach saw of an exercise, and what to do better next time. */
export function Judged({ judged }: { judged: Judgement | null }) {
  if (judged === null) return null;
  const { reps, held, better } = judged;
  return (
    <p class="judged">
      {reps !== null && <span>{tn("{count} rep counted (camera).", "{count} reps counted (camera).", reps)} </span>}
      {held !== null && <span>{t("Held for {time} (camera).", { time: clockTime(held) })} </span>}
      {better.length > 0 && <span>{t("Next time: {advice}", { advice: better.join(" ") })}</span>}
    </p>
  );
}
