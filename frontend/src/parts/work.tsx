import { clockTime, t } from "../texts";
import type { Past } from "../wire/history";

/** What was done of each exercise. */
export function WorkList({ work }: { work: Past["work"] }) {
  if (work.length === 0) return <p>{t("No set was finished.")}</p>;
  return (
    <ul class="work">
      {work.map(({ exercise, name, sets, reps, seconds }) => (
        <li key={exercise}>
          <strong>{name}</strong>
          <span>{t("sets: {sets}", { sets })}</span>
          <span>{reps !== null && t("times: {reps}", { reps })}</span>
          <span>{clockTime(seconds)}</span>
        </li>
      ))}
    </ul>
  );
}
