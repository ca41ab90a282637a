/** An elastic band round both legs: taut between them, and round the outside of each. */

import { thickness } from "./body";
import { joint, size, type Joint, type Landmarks, type Side } from "./landmarks";
import type { Cone, Plate, Shape } from "./shapes";
import { add, cross, dot, fromTo, lerp, normalise, scaled, type Point } from "./vectors";

export interface Band {
  kind: "band";
  /** The landmarks near which it lies, as "left_knee" and "right_knee". */
  around: string[];
  /** The share of the way from there down the shank, 0 to 1; negative: up the thigh. */
  offset: number;
}

/**
 * Half the band's width; half its thickness, which is its distance from the skin; half its width when it is rolled up.
 */
const [HALF_WIDTH_M, HALF_THICKNESS_M, ROLLED_HALF_WIDTH_M] = [0.03, 0.003, 0.022];

/**
 * A shoe where the band runs round it: half its width, half its height, and the height of its middle above heel and
 * toes.
 */
const SHOE_M = { aside: 0.046, tall: 0.033, over: 0.027 };

/** Segments of the half circle round a leg. */
const PIECES = 16;

/** The half circle round a leg. */
export interface LegRing {
  middle: Point;
  axis: Point;
  /** The radius to the side, and the radius upwards from the sole or across the shin. */
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
    // Its hems are round, so that the band can be seen edge on.
    return [cloth, ...[-half, half].map((side) => hem(add(point, axis, side), add(next, after, side), thick))];
  });
}

function hem(a: Point, b: Point, radius: number): Cone {
  return { kind: "cone", a, ra: radius, b, rb: radius, material: "band", part: "prop" };
}

/** Returns the band's half circles round the left and the right leg. */
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
