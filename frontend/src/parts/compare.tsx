import { clockTime, t } from "../texts";
import type { Compared } from "../wire/closing";

/** What was done of each exercise, beside what was planned. */
export function Compare({ work }: { work: Compared[] }) {
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, planned, reps, seconds }) => (
        <li key={exercise} class={sets === 0 ? "undone" : undefined}>
          <strong>{name}</strong>
          <span>{sets === 0 ? t("not done") : t("sets: {sets} of {planned}", { sets, planned })}</span>
          <span>{reps !== null && t("times: {reps}", { reps })}</span>
          <span>{sets > 0 && clockTime(seconds)}</span>
        </li>
      ))}
    </ul>
  );
}
