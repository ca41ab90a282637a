/** Paints what surrounds the figure: floor, mat, wall, and the soft shadow that grounds it. */

import { parseColour, type Palette } from "./palette";
import { project, type Camera, type Extent } from "./projection";
import type { Mat, Wall } from "./props";
import type { Cone } from "./shapes";
import { add, cross, dot, type Point } from "./vectors";

/** The shadow's squares per side, and their size in metres. */
const [SQUARES, SQUARE_M] = [72, 0.04];

/** Metres of a shadow's soft edge per metre above the floor, and at least. */
const [EDGE_PER_M, MIN_EDGE_M] = [0.4, 0.03];

/** How fast a shadow fades with height above the floor, per metre. */
const FADE_PER_M = 2.2;

const MAX_SHADOW = 0.5;

/** The height of the visible wall in metres, and of its skirting board. */
const [WALL_HEIGHT_M, SKIRTING_M] = [1.15, 0.03];

export class Ground {
  private readonly sums = new Float32Array(SQUARES * SQUARES);
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private readonly image: ImageData;

  /** A piece of wall that fades out on three sides, and the colour in which it was painted. */
  private readonly paper = document.createElement("canvas");
  private colour = "";

  constructor() {
    this.canvas.width = this.canvas.height = SQUARES;
    this.context = this.canvas.getContext("2d")!;
    this.image = this.context.createImageData(SQUARES, SQUARES);
  }

  /** Paints the floor, the mats and the walls behind, in the canvas's own pixels. */
  paint(
    context: CanvasRenderingContext2D,
    camera: Camera,
    extent: Extent,
    { mats, walls, flesh }: { mats: readonly Mat[]; walls: readonly Wall[]; flesh: readonly Cone[] },
    palette: Palette,
  ): void {
    paintFloor(context, camera, extent, palette);
    for (const wall of walls) this.paintWall(context, camera, wall, extent, palette);
    for (const mat of mats) paintMat(context, camera, mat, palette);
    this.paintShadow(context, camera, extent.middle, flesh, walls, palette);
  }

  /** Paints a piece of wall; from behind only its line on the floor, because the wall would hide the figure. */
  private paintWall(
    context: CanvasRenderingContext2D,
    camera: Camera,
    { point, normal }: Wall,
    { middle, radius }: Extent,
    palette: Palette,
  ): void {
    this.updateWallpaper(palette.wall);
    const along = cross([0, 1, 0], normal);
    const foot = add(point, along, dot(add(middle, point, -1), along));
    const [x, y] = project(camera, [foot[0], 0, foot[2]]);
    const before = dot(normal, camera.near);
    context.save();
    // From here on x runs along the wall and y upwards, in metres.
    context.transform(
      dot(along, camera.right) * camera.scale,
      -dot(along, camera.up) * camera.scale,
      0,
      -camera.up[1] * camera.scale,
      x,
      y,
    );
    // Narrower than the picture, because the camera sees the wall at an angle.
    const half = radius * 0.85;
    if (before > 0.02) {
      context.globalAlpha = Math.min(1, before * 5);
      context.drawImage(this.paper, -half, 0, 2 * half, WALL_HEIGHT_M);
      context.globalAlpha = 1;
    }
    const line = context.createLinearGradient(-half, 0, half, 0);
    line.addColorStop(0, `${palette.matEdge}00`);
    line.addColorStop(0.2, palette.matEdge);
    line.addColorStop(0.8, palette.matEdge);
    line.addColorStop(1, `${palette.matEdge}00`);
    context.fillStyle = line;
    context.fillRect(-half, 0, 2 * half, SKIRTING_M);
    context.restore();
  }

  private updateWallpaper(wall: string): void {
    if (this.colour === wall) return;
    this.colour = wall;
    const [wide, high] = [(this.paper.width = 64), (this.paper.height = 32)];
    const context = this.paper.getContext("2d")!;
    const image = context.createImageData(wide, high);
    const [red, green, blue] = parseColour(wall);
    for (let index = 0; index < wide * high; index++) {
      const [x, y] = [(index % wide) / (wide - 1), Math.floor(index / wide) / (high - 1)];
      const fade = Math.min(1, Math.min(x, 1 - x) * 5) * Math.min(1, (1 - y) * 1.8);
      image.data.set([red, green, blue, 255 * fade * fade * (3 - 2 * fade)], index * 4);
    }
    context.putImageData(image, 0, 0);
  }

  private paintShadow(
    context: CanvasRenderingContext2D,
    camera: Camera,
    [middleX, , middleZ]: Point,
    flesh: readonly Cone[],
    walls: readonly Wall[],
    palette: Palette,
  ): void {
    const { sums } = this;
    sums.fill(0);
    const [left, back] = [middleX - (SQUARES * SQUARE_M) / 2, middleZ - (SQUARES * SQUARE_M) / 2];
    for (const { a, ra, b, rb } of flesh) {
      const steps = Math.max(1, Math.round(Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]) / 0.08));
      for (let step = 0; step < steps; step++) {
        const share = (step + 0.5) / steps;
        const radius = ra + (rb - ra) * share;
        const over = Math.max(0, a[1] + (b[1] - a[1]) * share - radius);
        const edge = MIN_EDGE_M + radius * 0.75 + over * EDGE_PER_M;
        const dark = ((radius * radius) / (edge * edge)) * Math.exp(-FADE_PER_M * over);
        const x = (a[0] + (b[0] - a[0]) * share - left) / SQUARE_M - 0.5;
        const z = (a[2] + (b[2] - a[2]) * share - back) / SQUARE_M - 0.5;
        const reach = (edge * 2) / SQUARE_M;
        for (let row = Math.max(0, Math.ceil(z - reach)); row <= Math.min(SQUARES - 1, z + reach); row++) {
          for (let column = Math.max(0, Math.ceil(x - reach)); column <= Math.min(SQUARES - 1, x + reach); column++) {
            const apart = ((column - x) ** 2 + (row - z) ** 2) / (reach * reach);
            if (apart < 1) sums[row * SQUARES + column]! += dark * (1 - apart) * (1 - apart);
          }
        }
      }
    }
    for (const { point, normal } of walls) {
      for (let index = 0; index < sums.length; index++) {
        const x = left + ((index % SQUARES) + 0.5) * SQUARE_M;
        const z = back + (Math.floor(index / SQUARES) + 0.5) * SQUARE_M;
        // No shadow falls on the floor behind a wall.
        if ((x - point[0]) * normal[0] + (z - point[2]) * normal[2] < 0) sums[index] = 0;
      }
    }
    const { data } = this.image;
    const [red, green, blue] = palette.shade;
    for (let index = 0; index < sums.length; index++) {
      data[index * 4] = red;
      data[index * 4 + 1] = green;
      data[index * 4 + 2] = blue;
      data[index * 4 + 3] = 255 * MAX_SHADOW * (1 - Math.exp(-1.3 * sums[index]!));
    }
    this.context.putImageData(this.image, 0, 0);
    context.save();
    onFloor(context, camera);
    context.drawImage(this.canvas, left, back, SQUARES * SQUARE_M, SQUARES * SQUARE_M);
    context.restore();
  }
}

/** From here on the context's x and y are x and z on the floor, in metres. */
function onFloor(context: CanvasRenderingContext2D, camera: Camera): void {
  const { right, up, scale } = camera;
  context.transform(right[0] * scale, -up[0] * scale, right[2] * scale, -up[2] * scale, camera.x, camera.y);
}

/** Paints a pool of light that fades out, so that the picture has no edge. */
function paintFloor(context: CanvasRenderingContext2D, camera: Camera, { middle, radius }: Extent, palette: Palette): void {
  context.save();
  onFloor(context, camera);
  const far = radius;
  const pool = context.createRadialGradient(middle[0], middle[2], 0, middle[0], middle[2], far);
  pool.addColorStop(0.3, palette.floor);
  pool.addColorStop(1, `${palette.floor}00`);
  context.fillStyle = pool;
  context.fillRect(middle[0] - far, middle[2] - far, 2 * far, 2 * far);
  context.restore();
}

/** A mat's thickness and the radius of its corners. */
const [MAT_THICKNESS_M, CORNER_RADIUS_M] = [0.012, 0.05];

function paintMat(context: CanvasRenderingContext2D, camera: Camera, { min, max }: Mat, palette: Palette): void {
  for (const [over, style] of [
    [-MAT_THICKNESS_M, palette.matEdge],
    [0, palette.mat],
  ] as const) {
    context.save();
    context.translate(0, -over * camera.up[1] * camera.scale);
    onFloor(context, camera);
    context.fillStyle = style;
    context.beginPath();
    context.roundRect(min[0], min[1], max[0] - min[0], max[1] - min[1], CORNER_RADIUS_M);
    context.fill();
    context.restore();
  }
}
