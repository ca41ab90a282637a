/** The shapes of the figure and its props: round cones (balls whose radius changes along a line) and plates. */

import type { Point } from "./vectors";

/** The material of a surface decides its colour. */
export const MATERIALS = ["skin", "hair", "eye", "lip", "shirt", "shorts", "shoe", "prop", "band", "weight"] as const;
export type Material = (typeof MATERIALS)[number];

/** Surfaces blend within a part and have an edge between parts. */
export const BODY_PARTS = ["prop", "trunk", "head", "leftArm", "rightArm", "leftLeg", "rightLeg"] as const;
export type BodyPart = (typeof BODY_PARTS)[number];

export interface Cone {
  kind: "cone";
  a: Point;
  /** Radius in metres, at a and at b. */
  ra: number;
  b: Point;
  rb: number;
  material: Material;
  part: BodyPart;
  /** Another part into which this one blends. */
  into?: BodyPart | undefined;
}

/** A parallelogram, given by a corner and two edges. */
export interface Plate {
  kind: "plate";
  corner: Point;
  u: Point;
  v: Point;
  material: Material;
}

export type Shape = Cone | Plate;

/** Returns the six sides of an axis-aligned box. */
export function box(low: Point, high: Point, material: Material): Plate[] {
  const [w, h, d] = [high[0] - low[0], high[1] - low[1], high[2] - low[2]];
  const [x, y, z]: Point[] = [
    [w, 0, 0],
    [0, h, 0],
    [0, 0, d],
  ] as [Point, Point, Point];
  const side = (corner: Point, u: Point, v: Point): Plate => ({ kind: "plate", corner, u, v, material });
  return [
    side(low, y!, x!),
    side(low, x!, z!),
    side(low, z!, y!),
    side([low[0], low[1], high[2]], x!, y!),
    side([low[0], high[1], low[2]], z!, x!),
    side([high[0], low[1], low[2]], y!, z!),
  ];
}
