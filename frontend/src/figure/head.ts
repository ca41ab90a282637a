/** The head, with enough of a face and hair that one sees where it looks. */

import type { Cone, Material } from "./shapes";
import { add, between, frame, from, off, type Point } from "./space";

/** Left and right of eye, ear, mouth and shoulder among the landmarks. */
const [EYES, EARS, MOUTH, SHOULDERS] = [[2, 5], [7, 8], [9, 10], [11, 12]] as const;

export function head(at: readonly Point[], size: number): Cone[] {
  const [leftEar, rightEar] = [at[EARS[0]]!, at[EARS[1]]!];
  const middle = between(leftEar, rightEar);
  const eyes = between(at[EYES[0]]!, at[EYES[1]]!);
  const mouth = between(at[MOUTH[0]]!, at[MOUTH[1]]!);
  const axes = frame(from(rightEar, leftEar), from(mouth, eyes));
  const place = (x: number, y: number, z: number): Point => off(middle, axes, x * size, y * size, z * size);
  const ball = (a: Point, ra: number, material: Material, b = a, rb = ra): Cone => ({
    kind: "cone",
    a,
    ra: ra * size,
    b,
    rb: rb * size,
    material,
    part: "head",
  });
  const throat = between(at[SHOULDERS[0]]!, at[SHOULDERS[1]]!);
  return [
    { ...ball(add(throat, from(throat, middle), 0.02), 0.047, "skin", place(0, -0.05, -0.012), 0.046), into: "trunk" },
    ball(place(0, 0.032, 0.002), 0.084, "skin"),
    ball(place(0, 0.012, 0.03), 0.07, "skin", place(0, -0.072, 0.05), 0.038),
    ball(place(0, -0.004, 0.094), 0.011, "skin", place(0, -0.018, 0.103), 0.013),
    ball(place(0.078, -0.002, 0), 0.018, "skin"),
    ball(place(-0.078, -0.002, 0), 0.018, "skin"),
    ball(place(0.03, 0.016, 0.09), 0.0085, "eye"),
    ball(place(-0.03, 0.016, 0.09), 0.0085, "eye"),
    ball(place(0.018, -0.052, 0.078), 0.006, "eye", place(-0.018, -0.052, 0.078)),
    ball(place(0, 0.046, -0.02), 0.092, "hair"),
    ball(place(0, 0.07, 0.018), 0.072, "hair"),
    ball(place(0, 0.02, -0.045), 0.07, "hair", place(0, -0.04, -0.04), 0.048),
    ball(place(0, 0.075, -0.11), 0.036, "hair"),
  ];
}
