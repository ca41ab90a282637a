/** A relaxed hand: a flat palm, and fingers slightly bent towards it. Metres for a person of 1.70 m. */

import { joint, type Landmarks, type Side } from "./landmarks";
import type { Cone } from "./shapes";
import { add, cross, dot, fromTo, length, lerp, normalise, scaled, type Point } from "./vectors";

/**
 * The lengths of the fingers, from the index to the little finger, and of the palm from the wrist to their knuckles.
 */
const [FINGER_LENGTHS_M, PALM_M] = [[0.072, 0.08, 0.074, 0.058], 0.098] as const;

/** Radians by which a finger's two halves are bent towards the palm. */
const [KNUCKLE_BEND, FINGER_BEND] = [0.25, 0.7];

export function handShapes(landmarks: Landmarks, side: Side, unitSize: number): Cone[] {
  const wrist = joint(landmarks, side, "wrist");
  const [index, pinky, thumb] = [joint(landmarks, side, "index"), joint(landmarks, side, "pinky"), joint(landmarks, side, "thumb")];
  const ahead = normalise(fromTo(wrist, lerp(index, pinky)));
  const across = fromTo(pinky, index);
  const beside = normalise(add(across, ahead, -dot(across, ahead)), [1, 0, 0]);
  const palm = side === "left" ? cross(ahead, beside) : cross(beside, ahead);
  const cone = (a: Point, ra: number, b: Point, rb: number): Cone => {
    return { kind: "cone", a, ra: ra * unitSize, b, rb: rb * unitSize, material: "skin", part: `${side}Arm` };
  };
  // The landmarks end at the knuckles or at the tips, depending on their source.
  const share = Math.min(1, (PALM_M * unitSize) / Math.max(length(fromTo(wrist, lerp(index, pinky))), 1e-6));
  const bent = (angle: number): Point => add(scaled(ahead, Math.cos(angle)), palm, Math.sin(angle));
  const fingers = FINGER_LENGTHS_M.flatMap((long, finger) => {
    const knuckle = lerp(wrist, lerp(index, pinky, finger / (FINGER_LENGTHS_M.length - 1)), share);
    const middle = add(knuckle, bent(KNUCKLE_BEND), 0.52 * long * unitSize);
    const tip = add(middle, bent(FINGER_BEND), 0.48 * long * unitSize);
    return [cone(wrist, 0.022, knuckle, 0.0135), cone(knuckle, 0.0125, middle, 0.0105), cone(middle, 0.0105, tip, 0.0085)];
  });
  const ball = add(lerp(wrist, thumb, 0.55), palm, 0.006 * unitSize);
  return [...fingers, cone(lerp(wrist, thumb, 0.1), 0.02, ball, 0.0155), cone(ball, 0.0155, thumb, 0.0105)];
}
