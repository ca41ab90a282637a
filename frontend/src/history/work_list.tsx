import type { PastSession } from "../connection/shapes/history";
import { clockTime, t, tn } from "../texts";
import { FormSummaryLine } from "./form_summary";

/** The work done of each exercise. */
export function WorkList({ work }: { work: PastSession["work"] }) {
  if (work.length === 0) return <p>{t("No sets finished.")}</p>;
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, reps, seconds, judged }) => (
        <li key={exercise}>
          <strong>{name}</strong>
          <span>{tn("{count} set", "{count} sets", sets)}</span>
          <span>{reps !== null && tn("{count} rep", "{count} reps", reps)}</span>
          <span>{clockTime(seconds)}</span>
          <FormSummaryLine judged={judged} />
        </li>
      ))}
    </ul>
  );
}
