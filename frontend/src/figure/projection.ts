/** The camera of the figure. Its projection is parallel: size doesn't depend on distance, and the floor stays flat. */

import { dot, type Point } from "./vectors";

const RADIANS = Math.PI / 180;

/** The picture's directions, and the position of the scene in it. */
export interface Camera {
  right: Point;
  up: Point;
  /** From the scene to the viewer. */
  near: Point;
  /** Pixels a metre. */
  scale: number;
  /** The pixel of the world's origin. */
  x: number;
  y: number;
}

/** The space that the picture must show from any side: an upright cylinder. */
export interface Extent {
  middle: Point;
  radius: number;
  height: number;
}

/** The most flesh round a landmark. */
const FLESH_M = 0.13;

/** Returns the cylinder round a body's landmarks with their flesh, and round the corners of its props. */
export function extentOf(landmarks: readonly Point[], corners: readonly Point[] = []): Extent {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  const reach = (point: Point, flesh: number): void => {
    for (const axis of [0, 1, 2] as const) {
      low[axis] = Math.min(low[axis], point[axis] - flesh);
      high[axis] = Math.max(high[axis], point[axis] + flesh);
    }
  };
  for (const point of landmarks) reach(point, FLESH_M);
  for (const corner of corners) reach(corner, 0);
  const [x, y, z]: Point = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  let radius = 0;
  for (const point of landmarks) radius = Math.max(radius, Math.hypot(point[0] - x, point[2] - z) + FLESH_M);
  for (const corner of corners) radius = Math.max(radius, Math.hypot(corner[0] - x, corner[2] - z));
  return { middle: [x, y, z], radius, height: high[1] - low[1] };
}

/**
 * Returns the camera that shows all of an extent in a picture of this size.
 *
 * @param yaw Degrees round the upright axis: 0 sees a body that faces z from the front, 90 sees its left side.
 * @param pitch Degrees from which it looks down.
 */
export function cameraFor(yaw: number, pitch: number, extent: Extent, width: number, height: number): Camera {
  const [sin, cos] = [Math.sin(yaw * RADIANS), Math.cos(yaw * RADIANS)];
  const [down, level] = [Math.sin(pitch * RADIANS), Math.cos(pitch * RADIANS)];
  const right: Point = [cos, 0, -sin];
  const up: Point = [-sin * down, level, -cos * down];
  const near: Point = [sin * level, down, cos * level];
  const scale = Math.min(
    width / (2 * extent.radius),
    height / (extent.height * level + 2 * extent.radius * Math.abs(down)),
  );
  return {
    right,
    up,
    near,
    scale,
    x: width / 2 - dot(right, extent.middle) * scale,
    y: height / 2 + dot(up, extent.middle) * scale,
  };
}

/** Returns a point's position in the picture and its nearness, all in pixels: right, down, towards the viewer. */
export function project(camera: Camera, point: Point): Point {
  return [
    camera.x + dot(camera.right, point) * camera.scale,
    camera.y - dot(camera.up, point) * camera.scale,
    dot(camera.near, point) * camera.scale,
  ];
}
