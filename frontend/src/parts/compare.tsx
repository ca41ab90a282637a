import { clockTime, t, tn } from "../texts";
import type { Compared } from "../wire/closing";
import { Judged } from "./judged";

/** What was done of each exercise, beside what was planned. */
export function Compare({ work }: { work: Compared[] }) {
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, planned, reps, seconds, judged }) => (
        <li key={exercise} class={sets === 0 ? "undone" : undefined}>
          <strong>{name}</strong>
          <span>{sets === 0 ? t("skipped") : tn("{sets} of {count} set", "{sets} of {count} sets", planned, { sets })}</span>
          <span>{reps !== null && tn("{count} rep", "{count} reps", reps)}</span>
          <span>{sets > 0 && clockTime(seconds)}</span>
          <Judged judged={judged} />
        </li>
      ))}
    </ul>
  );
}
