/** An elastic band round both legs: taut from leg to leg, and round the outside of each. */

import { joint, size, type Joint, type Landmarks, type Side } from "./body";
import type { Plate } from "./shapes";
import { add, between, cross, dot, from, times, unit, type Point } from "./space";

export interface Band {
  kind: "band";
  /** The landmarks that it lies near, as "left_knee" and "right_knee". */
  around: string[];
  /** How far from there down the shank, 0 to 1; below 0 up the thigh. */
  offset: number;
}

/** Half the band's width, and the legs' radius at the knee, at the ankle, and up the thigh, in metres. */
const [HALF, KNEE, ANKLE, THIGH] = [0.024, 0.06, 0.046, 0.084];

/** Half its width round the shoes, which it lies on flat. */
const FLAT = 0.036;

/** Pieces of the half circle round a leg. */
const PIECES = 12;

interface Ring {
  middle: Point;
  axis: Point;
  radius: number;
  /** Half the band's width. */
  half: number;
}

export function band(at: Landmarks, { around, offset }: Band): Plate[] {
  const metre = size(at);
  const [name] = around.map((landmark) => landmark.replace(/^(left|right)_/, "") as Joint);
  const [left, right] = [ring(at, "left", name ?? "knee", offset, metre), ring(at, "right", name ?? "knee", offset, metre)];
  const apart = unit(from(right.middle, left.middle), [1, 0, 0]);
  const loop = [...arc(left, apart), ...arc(right, times(apart, -1))];
  return loop.map(([point, axis], index) => {
    const [next, after] = loop[(index + 1) % loop.length]!;
    const wide = times(unit(between(axis, after)), 2 * left.half);
    return { kind: "plate", corner: add(point, wide, -0.5), u: from(point, next), v: wide, material: "band" };
  });
}

function ring(at: Landmarks, side: Side, name: Joint, offset: number, metre: number): Ring {
  const [hip, knee, ankle] = [joint(at, side, "hip"), joint(at, side, "knee"), joint(at, side, "ankle")];
  if (name === "toe" || name === "heel") {
    const [heel, toe] = [joint(at, side, "heel"), joint(at, side, "toe")];
    const middle = add(between(heel, toe, 0.55), [0, 1, 0], 0.03 * metre);
    return { middle, axis: unit(from(heel, toe)), radius: 0.056 * metre, half: FLAT * metre };
  }
  const share = name === "ankle" ? 1 + offset : offset;
  const shank = share >= 0;
  const axis = unit(shank ? from(ankle, knee) : from(knee, hip));
  const radius = shank ? KNEE + (ANKLE - KNEE) * Math.min(1, share) : KNEE + (THIGH - KNEE) * Math.min(1, -share * 2);
  return { middle: shank ? between(knee, ankle, share) : between(knee, hip, -share), axis, radius: radius * metre, half: HALF * metre };
}

/** Returns the half circle on a leg's outer side, from front to back, each point with the band's upward direction. */
function arc({ middle, axis, radius }: Ring, outward: Point): [Point, Point][] {
  const out = unit(add(outward, axis, -dot(outward, axis)), [1, 0, 0]);
  const turn = cross(axis, out);
  return Array.from({ length: PIECES + 1 }, (_, index) => {
    const angle = (index / PIECES - 0.5) * Math.PI;
    return [add(add(middle, out, Math.cos(angle) * radius), turn, Math.sin(angle) * radius), axis];
  });
}
