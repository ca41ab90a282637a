/** The equipment that is drawn with a figure. */

import { bandShapes, type Band } from "./band";
import { joint, SIDES, size, trunkFrame, type Landmarks } from "./landmarks";
import { box, type Cone, type Shape } from "./shapes";
import { add, lerp, offset, type Point } from "./vectors";

export interface Mat {
  kind: "mat";
  min: [x: number, z: number];
  max: [x: number, z: number];
}

export interface Wall {
  kind: "wall";
  point: Point;
  normal: Point;
}

export interface Chair {
  kind: "chair";
  /** The middle of the seat's top. */
  seat: Point;
  size: Point;
}

export interface Weight {
  kind: "weight";
  at: string;
}

export type Prop = Mat | Wall | Chair | Band | Weight;

/** Returns the shapes of a prop that stands among the limbs; mat and wall are painted behind them. */
export function propShapes(prop: Prop, landmarks: Landmarks): Shape[] {
  switch (prop.kind) {
    case "chair":
      return chair(prop);
    case "band":
      return bandShapes(landmarks, prop);
    case "weight":
      return weight(landmarks);
    default:
      return [];
  }
}

/** The height of a chair's back above its seat. */
export const CHAIR_BACK_M = 0.42;

/** The seat's thickness, and the radius of the legs. */
const [SEAT_M, LEG_RADIUS_M] = [0.045, 0.016];

/** Returns a chair that faces z. */
function chair({ seat: [x, y, z], size: [w, , d] }: Chair): Shape[] {
  const rod = (a: Point, b: Point): Cone => ({ kind: "cone", a, ra: LEG_RADIUS_M, b, rb: LEG_RADIUS_M, material: "prop", part: "prop" });
  const [left, right, front, back] = [x - w / 2 + 0.03, x + w / 2 - 0.03, z + d / 2 - 0.03, z - d / 2 + 0.02];
  return [
    ...box([x - w / 2, y - SEAT_M, z - d / 2], [x + w / 2, y, z + d / 2], "prop"),
    ...[left, right].flatMap((side) => [
      rod([side, 0, front], [side, y - SEAT_M, front]),
      rod([side, 0, back], [side, y, back]),
      rod([side, y, back], [side, y + CHAIR_BACK_M, back - 0.06]),
    ]),
    ...box([x - w / 2 + 0.02, y + CHAIR_BACK_M * 0.6, back - 0.075], [x + w / 2 - 0.02, y + CHAIR_BACK_M, back - 0.045], "prop"),
  ];
}

/** Returns a soft weight across the hips. */
function weight(landmarks: Landmarks): Shape[] {
  const metre = size(landmarks);
  const middle = lerp(joint(landmarks, "left", "hip"), joint(landmarks, "right", "hip"));
  const axes = trunkFrame(landmarks, "hip");
  const top = offset(middle, axes, 0, 0.05 * metre, 0.125 * metre);
  return SIDES.flatMap((side) => {
    const out = side === "left" ? 1 : -1;
    const end = add(top, axes.left, out * 0.13 * metre);
    const cone = (a: Point, ra: number, b: Point, rb: number): Cone => {
      return { kind: "cone", a, ra: ra * metre, b, rb: rb * metre, material: "weight", part: "prop" };
    };
    return [cone(top, 0.05, end, 0.055), cone(end, 0.055, add(end, axes.left, out * 0.03 * metre), 0.03)];
  });
}
