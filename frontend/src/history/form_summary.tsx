import type { FormSummary } from "../connection/shapes/history";
import { clockTime, t } from "../texts";

/** The coach's result for an exercise, and what to improve next time. */
export function FormSummaryLine({ judged }: { judged: FormSummary | null }) {
  if (judged === null) return null;
  const { reps, held, better } = judged;
  return (
    <p class="judged">
      {reps !== null && <span>{t("The camera counted {reps}.", { reps })} </span>}
      {held !== null && <span>{t("The camera saw it held for {time}.", { time: clockTime(held) })} </span>}
      {better.length > 0 && <span>{t("To do better: {advice}", { advice: better.join(" ") })}</span>}
    </p>
  );
}
