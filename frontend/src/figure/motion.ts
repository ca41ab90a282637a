/** Maps moments to the poses of a figure. */

import type { Step } from "../connection/shapes/plan";
import { joint, SIDES, trunkFrame, type Landmarks } from "./landmarks";
import { dot, fromTo, lerp, normalise, type Point } from "./vectors";

/** Poses of one cycle, evenly spaced; the first follows the last. */
export type Frames = readonly Landmarks[];

/** Returns the pose at a phase of the cycle, 0 to 1 and round again. */
export function poseAt(frames: Frames, phase: number): Landmarks {
  const place = (phase - Math.floor(phase)) * frames.length;
  const index = Math.min(Math.floor(place), frames.length - 1);
  const [here, next] = [frames[index]!, frames[(index + 1) % frames.length]!];
  return here.map((point, landmark) => lerp(point, next[landmark]!, place - index));
}

/**
 * Returns, for each frame, how far the thighs have moved at the hips since the first, as a share of the farthest: the
 * shown muscles do all their work there, so the path of the feet doesn't matter.
 */
export function thighReaches(frames: Frames): number[] {
  const start = thighs(frames[0]!);
  const apart = frames.map((frame) => Math.max(...thighs(frame).map((now, side) => angle(start[side]!, now))));
  const most = Math.max(...apart);
  return apart.map((turned) => (most > HELD_RADIANS ? turned / most : 1));
}

/** Radians; a smaller movement is a held pose. */
const HELD_RADIANS = 0.02;

/** Returns the direction of both thighs, relative to the pelvis. */
function thighs(landmarks: Landmarks): Point[] {
  const { left, up, front } = trunkFrame(landmarks, "hip");
  return SIDES.map((side) => {
    const thigh = normalise(fromTo(joint(landmarks, side, "hip"), joint(landmarks, side, "knee")));
    return [dot(thigh, left), dot(thigh, up), dot(thigh, front)];
  });
}

function angle(a: Point, b: Point): number {
  return Math.acos(Math.min(1, Math.max(-1, dot(a, b))));
}

/** Returns a list's value at a phase, linearly interpolated. */
export function valueAt(values: readonly number[], phase: number): number {
  const place = (phase - Math.floor(phase)) * values.length;
  const index = Math.min(Math.floor(place), values.length - 1);
  const [here, next] = [values[index]!, values[(index + 1) % values.length]!];
  return here + (next - here) * (place - index);
}

/** Returns the phase of the clearest pose: the first that is farthest from the start. */
export function clearestPhase(reaches: readonly number[]): number {
  return reaches.indexOf(Math.max(...reaches)) / reaches.length;
}

/**
 * Returns the phase of the cycle after so many seconds of a step: by the tempo where repetitions count, otherwise by
 * the figure's own seconds. A step that isn't work shows how the work begins.
 */
export function phaseAt({ kind, reps, tempo }: Pick<Step, "kind" | "reps" | "tempo">, elapsed: number, seconds: number): number {
  if (kind !== "work" || elapsed <= 0) return 0;
  const cycle = reps !== null && tempo !== null ? tempo.up + tempo.hold + tempo.down : seconds;
  return cycle > 0 ? (elapsed % cycle) / cycle : 0;
}
