/** The muscles that glow: those that work, and those that are stretched. */

import { joint, SIDES, size, trunkFrame, type Landmarks, type Side } from "./landmarks";
import type { Colour, Palette } from "./palette";
import { project, type Camera } from "./projection";
import { add, fromTo, normalise, offset, type Point } from "./vectors";

/** A glowing ball in the picture. */
export interface Glow {
  x: number;
  y: number;
  z: number;
  radius: number;
  /** 0 to 1. */
  strength: number;
  /** The weight of depth; below 1 the glow shines through to where the muscle itself is hidden. */
  depthWeight: number;
  colour: Colour;
}

const DEPTH_WEIGHT = 0.5;

/** Each muscle's centre and radius, in metres for a person of 1.70 m. */
const MUSCLES: Record<string, (landmarks: Landmarks, side: Side, size: number) => [Point, number]> = {
  "gluteus-maximus": (at, side, size) => [offset(hip(at, side), trunkFrame(at, "hip"), 0, -0.01 * size, -0.085 * size), 0.155],
  "gluteus-medius": (at, side, size) => [
    offset(hip(at, side), trunkFrame(at, "hip"), outward(side) * 0.07 * size, 0.05 * size, -0.02 * size),
    0.13,
  ],
  "hip-flexors": (at, side, size) => {
    const thigh = normalise(fromTo(hip(at, side), joint(at, side, "knee")));
    return [offset(add(hip(at, side), thigh, 0.05 * size), trunkFrame(at, "hip"), 0, 0.03 * size, 0.07 * size), 0.155];
  },
  piriformis: (at, side, size) => [
    offset(hip(at, side), trunkFrame(at, "hip"), outward(side) * 0.05 * size, 0.01 * size, -0.05 * size),
    0.165,
  ],
};

function hip(landmarks: Landmarks, side: Side): Point {
  return joint(landmarks, side, "hip");
}

function outward(side: Side): number {
  return side === "left" ? 1 : -1;
}

export interface Muscles {
  working: readonly string[];
  stretched: readonly string[];
}

/**
 * Returns the glows. A muscle that the page doesn't know is ignored.
 *
 * @param side Whose muscles; `both` for both sides at once.
 * @param effort How hard they work now, 0 to 1.
 */
export function muscleGlows(
  landmarks: Landmarks,
  { working, stretched }: Muscles,
  side: Side | "both",
  effort: number,
  camera: Camera,
  palette: Palette,
): Glow[] {
  const metre = size(landmarks);
  const sides = SIDES.filter((candidate) => side === "both" || side === candidate);
  const glow = (name: string, colour: Colour, strength: number): Glow[] =>
    sides.flatMap((glowSide) => {
      const ball = MUSCLES[name]?.(landmarks, glowSide, metre);
      if (!ball) return [];
      const [x, y, z] = project(camera, ball[0]);
      return [{ x, y, z, radius: ball[1] * metre * camera.scale, strength, depthWeight: DEPTH_WEIGHT, colour }];
    });
  return [
    ...working.flatMap((name) => glow(name, palette.working, 0.15 + 0.8 * effort)),
    ...stretched.flatMap((name) => glow(name, palette.stretched, 0.25 + 0.65 * effort)),
  ];
}
