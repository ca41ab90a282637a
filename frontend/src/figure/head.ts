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
    { ...ball(add(throat, from(throat, middle), 0.2), 0.046, "skin", place(0, -0.05, -0.012), 0.046), into: "trunk" },
    ball(place(0, 0.032, 0.004), 0.083, "skin"),
    ball(place(0, 0.014, 0.03), 0.068, "skin", place(0, -0.064, 0.046), 0.036),
    ball(place(0, -0.002, 0.09), 0.009, "skin", place(0, -0.018, 0.098), 0.012),
    ball(place(0.076, 0, -0.004), 0.017, "skin"),
    ball(place(-0.076, 0, -0.004), 0.017, "skin"),
    ball(place(0.029, 0.014, 0.088), 0.0085, "eye"),
    ball(place(-0.029, 0.014, 0.088), 0.0085, "eye"),
    ball(place(0.04, 0.035, 0.08), 0.0055, "hair", place(0.02, 0.037, 0.091), 0.0055),
    ball(place(-0.04, 0.035, 0.08), 0.0055, "hair", place(-0.02, 0.037, 0.091), 0.0055),
    ball(place(0.016, -0.05, 0.074), 0.0055, "lip", place(-0.016, -0.05, 0.074)),
    ball(place(0, 0.046, -0.018), 0.092, "hair"),
    ball(place(0, 0.072, 0.016), 0.072, "hair"),
    ball(place(0, 0.02, -0.042), 0.07, "hair", place(0, -0.05, -0.03), 0.052),
  ];
}
