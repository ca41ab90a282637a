import type { Place } from "../connection/shapes/progress";
import { t } from "../texts";

/** A level, and how much of it. */
export function PlaceText({ place: { level, reps, seconds } }: { place: Place }) {
  return <>{reps !== null ? t("{level}, {reps} times", { level, reps }) : t("{level}, up to {seconds} s", { level, seconds: seconds ?? 0 })}</>;
}
