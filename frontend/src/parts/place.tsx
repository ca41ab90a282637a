import { t } from "../texts";
import type { Place } from "../wire/progress";

/** A level, and how much of it. */
export function PlaceText({ place: { level, reps, seconds } }: { place: Place }) {
  return <>{reps !== null ? t("{level}, {reps} reps", { level, reps }) : t("{level}, up to {seconds} s", { level, seconds: seconds ?? 0 })}</>;
}
