/** A body's 33 landmarks in BlazePose's order, and measures that need nothing else. */

import { frame, fromTo, length, lerp, type Frame, type Point } from "./vectors";

export type Landmarks = readonly Point[];

export const SIDES = ["left", "right"] as const;
export type Side = (typeof SIDES)[number];

const LEFT = { shoulder: 11, elbow: 13, wrist: 15, pinky: 17, index: 19, thumb: 21, hip: 23, knee: 25, ankle: 27, heel: 29, toe: 31 };
export type Joint = keyof typeof LEFT;

/** Returns a landmark by its name; the right one follows the left one. */
export function joint(landmarks: Landmarks, side: Side, name: Joint): Point {
  return landmarks[LEFT[name] + (side === "left" ? 0 : 1)]!;
}

/** Returns the point between the left and the right landmark. */
export function middle(landmarks: Landmarks, name: Joint): Point {
  return lerp(joint(landmarks, "left", name), joint(landmarks, "right", name));
}

/** Thigh and shank together, for a person of 1.70 m (Drillis & Contini: 0.245 and 0.246 of the height). */
const LEG_M = 0.835;

/** Returns the body's size as a multiple of a person of 1.70 m. */
export function size(landmarks: Landmarks): number {
  const legs = SIDES.map((side) => {
    const knee = joint(landmarks, side, "knee");
    return length(fromTo(joint(landmarks, side, "hip"), knee)) + length(fromTo(knee, joint(landmarks, side, "ankle")));
  });
  return (legs[0]! + legs[1]!) / (2 * LEG_M);
}

/** Returns the trunk's left, up and front directions, at the hips or at the shoulders. */
export function trunkFrame(landmarks: Landmarks, name: "hip" | "shoulder"): Frame {
  const left = fromTo(joint(landmarks, "right", name), joint(landmarks, "left", name));
  return frame(left, fromTo(middle(landmarks, "hip"), middle(landmarks, "shoulder")));
}
