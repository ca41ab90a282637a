/** Points and directions in metres: x to the left of a body that faces z, y up. */

export type Point = readonly [x: number, y: number, z: number];

export function add(a: Point, b: Point, times = 1): Point {
  return [a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times];
}

export function fromTo(a: Point, b: Point): Point {
  return add(b, a, -1);
}

export function scaled(a: Point, factor: number): Point {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function dot(a: Point, b: Point): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function length(a: Point): number {
  return Math.hypot(a[0], a[1], a[2]);
}

/** Returns the direction, or `otherwise` for a zero vector: a camera may see two landmarks in one place. */
export function normalise(a: Point, otherwise: Point = [0, 1, 0]): Point {
  const long = length(a);
  return long > 1e-9 ? scaled(a, 1 / long) : otherwise;
}

export function lerp(a: Point, b: Point, share = 0.5): Point {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/** Three perpendicular directions: a thing's left, up and front. */
export interface Frame {
  left: Point;
  up: Point;
  front: Point;
}

/** Returns the frame of a body part; `up` is kept and `left` is adjusted to be perpendicular. */
export function frame(left: Point, up: Point): Frame {
  const top = normalise(up);
  const front = normalise(cross(left, top), [0, 0, 1]);
  return { left: cross(top, front), up: top, front };
}

/** Returns a point moved by so much to the left, up and to the front. */
export function offset(at: Point, { left, up, front }: Frame, x: number, y: number, z: number): Point {
  return add(add(add(at, left, x), up, y), front, z);
}
