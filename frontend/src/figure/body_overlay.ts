/** Draws a detected body over the camera's picture, or the outline of a pose to step into. */

import { bodyShapes } from "./body";
import type { Landmarks } from "./landmarks";
import { lightPixels } from "./lighting";
import type { Colour, Palette } from "./palette";
import { cameraFor, extentOf, type Camera } from "./projection";
import { EMPTY, Raster } from "./raster";
import { smoothNormals } from "./smoothing";
import type { Point } from "./vectors";

/** The values that a pose model reports for one body; see camera/pose_frame. */
interface DetectedBody {
  image: ArrayLike<number>;
  world: ArrayLike<number>;
}

/** The depth of an imagined floor under the picture in metres: lighting cuts whatever lies below the floor. */
const FLOOR_DEPTH_M = 10;

/** The greatest width in pixels: the overlay is drawn while the figure moves, too. */
const MAX_WIDTH_PX = 400;

/** The opacity of the outline and its width in pixels, and the opacity within it; 255 is opaque. */
const [EDGE_ALPHA, EDGE_PIXELS, INSIDE_ALPHA] = [230, 2, 46];

/** The share of the picture that the outline fills. */
const OUTLINE_SHARE = 0.86;

/**
 * Returns a body in metres (right, up, towards the camera) and the camera that shows it at its place in a picture of
 * this size; null if it has no place. Across the picture it follows the image landmarks, in depth the world landmarks.
 */
export function placeInPicture(
  { image, world }: DetectedBody,
  width: number,
  height: number,
): { landmarks: Landmarks; camera: Camera } | null {
  const count = world.length / 3;
  const points = Array.from({ length: count }, (_, at) => [image[at * 4]! * width, image[at * 4 + 1]! * height] as const);
  const inSpace = Array.from({ length: count }, (_, at) => [world[at * 3]!, world[at * 3 + 1]!] as const);
  const scale = spread(points) / spread(inSpace);
  if (!Number.isFinite(scale) || scale <= 0) return null;
  const floor = height + FLOOR_DEPTH_M * scale;
  const landmarks = points.map(([x, y], at): Point => [x / scale, (floor - y) / scale, -world[at * 3 + 2]!]);
  return { landmarks, camera: { right: [1, 0, 0], up: [0, 1, 0], near: [0, 0, 1], scale, x: 0, y: floor } };
}

/** Returns the mean distance of points from their centre. */
function spread(points: readonly (readonly [number, number])[]): number {
  const mean = (axis: 0 | 1): number => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return points.reduce((sum, point) => sum + Math.hypot(point[0] - x, point[1] - y), 0) / points.length;
}

export class BodyOverlay {
  private readonly context: CanvasRenderingContext2D;
  private raster = new Raster(1, 1);
  private image = new ImageData(1, 1);

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d")!;
  }

  /** Clears the canvas. */
  clear(): void {
    this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
  }

  /** Draws a body that was detected in a picture of this size. */
  draw(person: DetectedBody, size: readonly [number, number], palette: Palette): void {
    this.fit(size);
    const { width, height } = this.raster;
    const placement = placeInPicture(person, width, height);
    if (!placement) return this.clear();
    this.raster.draw(placement.camera, bodyShapes(placement.landmarks));
    smoothNormals(this.raster, placement.camera.scale);
    lightPixels(this.raster, placement.camera, palette, [], this.image);
    this.show();
  }

  /** Draws the outline of a pose for a picture of this size, seen from an angle in degrees. */
  outline(landmarks: Landmarks, yaw: number, size: readonly [number, number], colour: Colour): void {
    this.fit(size);
    const { width, height } = this.raster;
    const camera = cameraFor(yaw, 0, extentOf(landmarks), width * OUTLINE_SHARE, height * OUTLINE_SHARE);
    camera.x += (width * (1 - OUTLINE_SHARE)) / 2;
    camera.y += (height * (1 - OUTLINE_SHARE)) / 2;
    this.raster.draw(camera, bodyShapes(landmarks));
    this.trace(colour);
    this.show();
  }

  private fit([wide, high]: readonly [number, number]): void {
    const share = Math.min(1, MAX_WIDTH_PX / wide);
    const [width, height] = [Math.round(wide * share), Math.round(high * share)];
    if (this.raster.width !== width || this.raster.height !== height) {
      this.raster = new Raster(width, height);
      this.image = new ImageData(width, height);
      this.canvas.width = width;
      this.canvas.height = height;
    }
    this.raster.clear();
  }

  private trace(colour: Colour): void {
    const { width, depth, drawnBounds } = this.raster;
    const [left, top, right, bottom] = drawnBounds;
    const empty = (x: number, y: number): boolean =>
      x < left || x >= right || y < top || y >= bottom || depth[y * width + x] === EMPTY;
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        const edge =
          empty(x - EDGE_PIXELS, y) || empty(x + EDGE_PIXELS, y) || empty(x, y - EDGE_PIXELS) || empty(x, y + EDGE_PIXELS);
        const strength = empty(x, y) ? 0 : edge ? EDGE_ALPHA : INSIDE_ALPHA;
        this.image.data.set([...colour, strength], (y * width + x) * 4);
      }
    }
  }

  private show(): void {
    const [left, top, right, bottom] = this.raster.drawnBounds;
    this.clear();
    if (right > left && bottom > top) this.context.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
  }
}
