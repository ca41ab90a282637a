import { clockTime, t, tn } from "../texts";
import type { Past } from "../wire/history";
import { Judged } from "./judged";

/** What was done of each exercise. */
export function WorkList({ work }: { work: Past["work"] }) {
  if (work.length === 0) return <p>{t("No sets finished.")}</p>;
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, reps, seconds, judged }) => (
        <li key={exercise}>
          <strong>{name}</strong>
          <span>{tn("{count} set", "{count} sets", sets)}</span>
          <span>{reps !== null && tn("{count} rep", "{count} reps", reps)}</span>
          <span>{clockTime(seconds)}</span>
          <Judged judged={judged} />
        </li>
      ))}
    </ul>
  );
}
