/** Paints one picture of a body and its things on a canvas. */

import { bodyShapes } from "./body";
import { propShapes, type Mat, type Prop, type Wall } from "./props";
import { Ground } from "./ground";
import type { Landmarks, Side } from "./landmarks";
import { Layer } from "./layer";
import { lightPixels } from "./lighting";
import { muscleGlows, type Muscles } from "./muscles";
import type { Palette } from "./palette";
import { cameraFor, type Extent } from "./projection";
import { smoothNormals } from "./smoothing";

export interface Scene {
  landmarks: Landmarks;
  things: readonly Prop[];
  muscles: Muscles;
  side: Side | "both";
  /** 0 to 1. */
  effort: number;
  extent: Extent;
  /** Degrees round the upright axis, and from above. */
  yaw: number;
  pitch: number;
}

/** Pixels that the processor colours at first, and at most where it has shown that it can: beyond, they are enlarged. */
const [FIRST, MOST] = [640 * 640, 1280 * 1280];

/** Pixels of a picture that stands still: it may take as long as a few that move. */
const STILL = 1024 * 1024;

/** Milliseconds a picture may take, in the mean of so many; when it takes longer, fewer pixels are coloured. */
const [LONGEST, PICTURES] = [9, 30];

/** Milliseconds below which more pixels are coloured, if the canvas has them. */
const QUICK = 4;

/** By how much the pixels become fewer, or more; and the number that is never gone below. */
const [FEWER, MORE, FEWEST] = [0.72, 1.5, 320 * 320];

export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private readonly ground = new Ground();
  private moving: Layer | undefined;
  private still: Layer | undefined;
  private pixels = FIRST;
  /** Whether it was once too slow: then it gets no finer again, for going to and fro would be seen. */
  private slow = false;
  /** Pictures painted, and the milliseconds that the last ones took. */
  private painted = 0;
  private took = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d")!;
  }

  /** Whether a picture that stands still would be finer than those that move. */
  get finer(): boolean {
    const { width, height } = this.canvas;
    return this.pixels < Math.min(width * height, STILL);
  }

  paint(scene: Scene, palette: Palette): void {
    const began = performance.now();
    this.moving = Layer.fitting(this.moving, this.canvas, this.pixels);
    this.draw(this.moving, scene, palette);
    this.heed(performance.now() - began);
  }

  /** Paints a picture that will stand for a while, finer than those that move. */
  settle(scene: Scene, palette: Palette): void {
    this.still = Layer.fitting(this.still, this.canvas, STILL);
    this.draw(this.still, scene, palette);
  }

  private draw(layer: Layer, scene: Scene, palette: Palette): void {
    const { canvas, context } = this;
    const { raster, image, width, height } = layer;
    const seen = cameraFor(scene.yaw, scene.pitch, scene.extent, width, height);
    const flesh = bodyShapes(scene.landmarks);
    raster.clear();
    raster.draw(seen, flesh);
    for (const thing of scene.things) raster.draw(seen, propShapes(thing, scene.landmarks));
    smoothNormals(raster, seen.scale);
    lightPixels(raster, seen, palette, muscleGlows(scene.landmarks, scene.muscles, scene.side, scene.effort, seen, palette), image);

    context.clearRect(0, 0, canvas.width, canvas.height);
    const whole = cameraFor(scene.yaw, scene.pitch, scene.extent, canvas.width, canvas.height);
    const mats = scene.things.filter((thing): thing is Mat => thing.kind === "mat");
    const walls = scene.things.filter((thing): thing is Wall => thing.kind === "wall");
    this.ground.paint(context, whole, scene.extent, { mats, walls, flesh }, palette);
    layer.show(context);
  }

  /** Draws coarser on a slow machine, and finer on a quick one. */
  private heed(milliseconds: number): void {
    this.took += milliseconds;
    this.painted++;
    if (this.painted % PICTURES > 0) return;
    const mean = this.took / PICTURES;
    this.took = 0;
    // The first ones are slow everywhere: the browser has not compiled yet what they run.
    if (this.painted === PICTURES) return;
    if (mean > LONGEST) {
      this.slow = true;
      this.pixels = Math.max(FEWEST, this.pixels * FEWER);
    } else if (mean < QUICK && !this.slow && this.pixels < this.canvas.width * this.canvas.height) {
      this.pixels = Math.min(MOST, this.pixels * MORE);
    }
  }
}
