import type { WorkComparison } from "../connection/shapes/session_summary";
import { FormSummaryLine } from "../history/form_summary";
import { clockTime, t, tn } from "../texts";

/** The work done of each exercise, beside the planned sets. */
export function WorkComparisonList({ work }: { work: WorkComparison[] }) {
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, planned, reps, seconds, judged }) => (
        <li key={exercise} class={sets === 0 ? "undone" : undefined}>
          <strong>{name}</strong>
          <span>{sets === 0 ? t("skipped") : tn("{sets} of {count} set", "{sets} of {count} sets", planned, { sets })}</span>
          <span>{reps !== null && tn("{count} rep", "{count} reps", reps)}</span>
          <span>{sets > 0 && clockTime(seconds)}</span>
          <FormSummaryLine judged={judged} />
        </li>
      ))}
    </ul>
  );
}
