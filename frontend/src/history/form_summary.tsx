import type { FormSummary } from "../connection/shapes/history";
import { clockTime, t, tn } from "../texts";

/** The coach's result for an exercise, and what to improve next time. */
export function FormSummaryLine({ judged }: { judged: FormSummary | null }) {
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
