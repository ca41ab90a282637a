import type { LevelAmount } from "../connection/shapes/progress";
import { t } from "../texts";

/** A level and its dose. */
export function LevelText({ place: { level, reps, seconds } }: { place: LevelAmount }) {
  return <>{reps !== null ? t("{level}, {reps} reps", { level, reps }) : t("{level}, up to {seconds} s", { level, seconds: seconds ?? 0 })}</>;
}
