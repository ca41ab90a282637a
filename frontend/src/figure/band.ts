/** An elastic band round both legs: taut from leg to leg, and round the outside of each. */

import { thickness } from "./body";
import { joint, size, type Joint, type Landmarks, type Side } from "./landmarks";
import type { Cone, Plate, Shape } from "./shapes";
import { add, cross, dot, fromTo, lerp, normalise, scaled, type Point } from "./vectors";

export interface Band {
  kind: "band";
  /** The landmarks that it lies near, as "left_knee" and "right_knee". */
  around: string[];
  /** How far from there down the shank, 0 to 1; below 0 up the thigh. */
  offset: number;
}

/** Half the band's width, half its thickness, which is how far it lies from the skin, and half its width when it is rolled. */
const [HALF_WIDTH_M, HALF_THICKNESS_M, ROLLED_HALF_WIDTH_M] = [0.03, 0.003, 0.022];

/** Half of a shoe where the band runs round it: aside, from its middle down to the sole, and how high its middle is over heel and toes. */
const SHOE_M = { aside: 0.046, tall: 0.033, over: 0.027 };

/** Pieces of the half circle round a leg. */
const PIECES = 16;

/** Half a turn round a leg. */
export interface LegRing {
  middle: Point;
  axis: Point;
  /** Towards the other leg's far side, and up from the sole or across the shin. */
  aside: number;
  tall: number;
  /** Half the band's width. */
  half: number;
}

export function bandShapes(landmarks: Landmarks, description: Band): Shape[] {
  const [left, right] = legRings(landmarks, description);
  const apart = normalise(fromTo(right.middle, left.middle), [1, 0, 0]);
  const loop = [...arc(left, apart), ...arc(right, scaled(apart, -1))];
  const thick = HALF_THICKNESS_M * size(landmarks);
  return loop.flatMap(([point, axis, half], index) => {
    const [next, after] = loop[(index + 1) % loop.length]!;
    const wide = scaled(normalise(lerp(axis, after)), 2 * half);
    const cloth: Plate = { kind: "plate", corner: add(point, wide, -0.5), u: fromTo(point, next), v: wide, material: "band" };
    // Its hems are round: a band that is seen edge on is still one.
    return [cloth, ...[-half, half].map((side) => hem(add(point, axis, side), add(next, after, side), thick))];
  });
}

function hem(a: Point, b: Point, radius: number): Cone {
  return { kind: "cone", a, ra: radius, b, rb: radius, material: "band", part: "thing" };
}

/** Returns where it runs round the left and the right leg. */
export function legRings(landmarks: Landmarks, { around, offset }: Band): [LegRing, LegRing] {
  const metre = size(landmarks);
  const [name = "knee"] = around.map((landmark) => landmark.replace(/^(left|right)_/, "") as Joint);
  return [ring(landmarks, "left", name, offset, metre), ring(landmarks, "right", name, offset, metre)];
}

function ring(landmarks: Landmarks, side: Side, name: Joint, offset: number, metre: number): LegRing {
  if (name === "toe" || name === "heel") {
    const [heel, toe] = [joint(landmarks, side, "heel"), joint(landmarks, side, "toe")];
    const middle = add(lerp(heel, toe, 0.55), [0, 1, 0], SHOE_M.over * metre);
    const [aside, tall] = [(SHOE_M.aside + HALF_THICKNESS_M) * metre, (SHOE_M.tall + HALF_THICKNESS_M) * metre];
    return { middle, axis: normalise(fromTo(heel, toe)), aside, tall, half: HALF_WIDTH_M * metre };
  }
  const [hip, knee, ankle] = [joint(landmarks, side, "hip"), joint(landmarks, side, "knee"), joint(landmarks, side, "ankle")];
  const share = name === "ankle" ? 1 + offset : offset;
  const axis = normalise(share >= 0 ? fromTo(ankle, knee) : fromTo(knee, hip));
  const middle = share >= 0 ? lerp(knee, ankle, share) : lerp(knee, hip, -share);
  const radius = (thickness(1 + share) + HALF_THICKNESS_M) * metre;
  return { middle, axis, aside: radius, tall: radius, half: (name === "ankle" ? ROLLED_HALF_WIDTH_M : HALF_WIDTH_M) * metre };
}

/** Returns the half circle on a leg's outer side: each point with the band's upward direction and half its width. */
function arc({ middle, axis, aside, tall, half }: LegRing, outward: Point): [Point, Point, number][] {
  const out = normalise(add(outward, axis, -dot(outward, axis)), [1, 0, 0]);
  const turn = cross(axis, out);
  return Array.from({ length: PIECES + 1 }, (_, index) => {
    const angle = (index / PIECES - 0.5) * Math.PI;
    return [add(add(middle, out, Math.cos(angle) * aside), turn, Math.sin(angle) * tall), axis, half];
  });
}
