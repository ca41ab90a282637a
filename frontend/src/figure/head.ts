/** The head, with enough face and hair to show where it looks. */

import type { Cone, Material } from "./shapes";
import { add, frame, fromTo, lerp, offset, type Point } from "./vectors";

/** The left and right landmarks of eye, ear, mouth and shoulder. */
const [EYES, EARS, MOUTH, SHOULDERS] = [[2, 5], [7, 8], [9, 10], [11, 12]] as const;

export function headShapes(landmarks: readonly Point[], size: number): Cone[] {
  const [leftEar, rightEar] = [landmarks[EARS[0]]!, landmarks[EARS[1]]!];
  const middle = lerp(leftEar, rightEar);
  const eyes = lerp(landmarks[EYES[0]]!, landmarks[EYES[1]]!);
  const mouth = lerp(landmarks[MOUTH[0]]!, landmarks[MOUTH[1]]!);
  const axes = frame(fromTo(rightEar, leftEar), fromTo(mouth, eyes));
  const place = (x: number, y: number, z: number): Point => offset(middle, axes, x * size, y * size, z * size);
  const ball = (a: Point, ra: number, material: Material, b = a, rb = ra): Cone => ({
    kind: "cone",
    a,
    ra: ra * size,
    b,
    rb: rb * size,
    material,
    part: "head",
  });
  const throat = lerp(landmarks[SHOULDERS[0]]!, landmarks[SHOULDERS[1]]!);
  return [
    { ...ball(add(throat, fromTo(throat, middle), 0.2), 0.046, "skin", place(0, -0.05, -0.012), 0.044), into: "trunk" },
    ball(place(0, 0.032, 0.004), 0.081, "skin"),
    ball(place(0, 0.014, 0.026), 0.07, "skin", place(0, -0.058, 0.04), 0.042),
    ball(place(0, -0.03, 0.02), 0.062, "skin"),
    ball(place(0, 0.004, 0.091), 0.007, "skin", place(0, -0.02, 0.098), 0.0115),
    ball(place(0.076, 0, -0.004), 0.016, "skin", place(0.073, -0.012, -0.002), 0.011),
    ball(place(-0.076, 0, -0.004), 0.016, "skin", place(-0.073, -0.012, -0.002), 0.011),
    ball(place(0.028, 0.012, 0.086), 0.0085, "eye"),
    ball(place(-0.028, 0.012, 0.086), 0.0085, "eye"),
    ...[1, -1].flatMap((side) => [
      ball(place(side * 0.018, 0.033, 0.09), 0.0042, "hair", place(side * 0.031, 0.037, 0.0845), 0.0042),
      ball(place(side * 0.031, 0.037, 0.0845), 0.0042, "hair", place(side * 0.042, 0.034, 0.077), 0.003),
      // The corners of the mouth point up a little.
      ball(place(0, -0.05, 0.0785), 0.0052, "lip", place(side * 0.018, -0.047, 0.0735), 0.0036),
    ]),
    ball(place(0, 0.046, -0.018), 0.091, "hair"),
    ball(place(0, 0.07, 0.012), 0.073, "hair"),
    ball(place(0, 0.02, -0.042), 0.07, "hair", place(0, -0.044, -0.04), 0.046),
  ];
}
