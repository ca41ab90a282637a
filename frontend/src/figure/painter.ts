/** Paints one picture of a body and its props on a canvas. */

import { bodyShapes } from "./body";
import { Ground } from "./ground";
import type { Landmarks, Side } from "./landmarks";
import { Layer } from "./layer";
import { lightPixels } from "./lighting";
import { muscleGlows, type Muscles } from "./muscles";
import type { Palette } from "./palette";
import { cameraFor, type Extent } from "./projection";
import { propShapes, type Mat, type Prop, type Wall } from "./props";
import { smoothNormals } from "./smoothing";

export interface Scene {
  landmarks: Landmarks;
  props: readonly Prop[];
  muscles: Muscles;
  side: Side | "both";
  /** 0 to 1. */
  effort: number;
  extent: Extent;
  /** Degrees round the upright axis, and from above. */
  yaw: number;
  pitch: number;
}

/** The number of pixels coloured at first, and the most on a fast machine; beyond, they are enlarged. */
const [FIRST_PIXELS, MAX_PIXELS] = [640 * 640, 1280 * 1280];

/** Pixels of a still picture: it may take as long as a few moving ones. */
const STILL_PIXELS = 1024 * 1024;

/** The milliseconds a picture may take, averaged over so many; above, fewer pixels are coloured. */
const [SLOW_MS, MEAN_OF_PICTURES] = [9, 30];

/** The milliseconds below which more pixels are coloured, if the canvas has them. */
const FAST_MS = 4;

/** The factors by which the number of pixels shrinks and grows, and its minimum. */
const [SHRINK_FACTOR, GROW_FACTOR, MIN_PIXELS] = [0.72, 1.5, 320 * 320];

export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private readonly ground = new Ground();
  private moving: Layer | undefined;
  private still: Layer | undefined;
  private pixels = FIRST_PIXELS;
  /** Whether it was ever too slow: then it gets no finer again, because alternating would be visible. */
  private wasSlow = false;
  /** Pictures painted, and the milliseconds since the last adjustment. */
  private pictures = 0;
  private totalMs = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d")!;
  }

  /** Whether a still picture would be finer than the moving ones. */
  get canSettle(): boolean {
    const { width, height } = this.canvas;
    return this.pixels < Math.min(width * height, STILL_PIXELS);
  }

  paint(scene: Scene, palette: Palette): void {
    const startedAt = performance.now();
    this.moving = Layer.fitting(this.moving, this.canvas, this.pixels);
    this.draw(this.moving, scene, palette);
    this.adaptResolution(performance.now() - startedAt);
  }

  /** Paints a still picture, finer than the moving ones. */
  settle(scene: Scene, palette: Palette): void {
    this.still = Layer.fitting(this.still, this.canvas, STILL_PIXELS);
    this.draw(this.still, scene, palette);
  }

  private draw(layer: Layer, scene: Scene, palette: Palette): void {
    const { canvas, context } = this;
    const { raster, image, width, height } = layer;
    const layerCamera = cameraFor(scene.yaw, scene.pitch, scene.extent, width, height);
    const flesh = bodyShapes(scene.landmarks);
    raster.clear();
    raster.draw(layerCamera, flesh);
    for (const prop of scene.props) raster.draw(layerCamera, propShapes(prop, scene.landmarks));
    smoothNormals(raster, layerCamera.scale);
    const glows = muscleGlows(scene.landmarks, scene.muscles, scene.side, scene.effort, layerCamera, palette);
    lightPixels(raster, layerCamera, palette, glows, image);

    context.clearRect(0, 0, canvas.width, canvas.height);
    const canvasCamera = cameraFor(scene.yaw, scene.pitch, scene.extent, canvas.width, canvas.height);
    const mats = scene.props.filter((prop): prop is Mat => prop.kind === "mat");
    const walls = scene.props.filter((prop): prop is Wall => prop.kind === "wall");
    this.ground.paint(context, canvasCamera, scene.extent, { mats, walls, flesh }, palette);
    layer.show(context);
  }

  /** Lowers the resolution on a slow machine and raises it on a fast one. */
  private adaptResolution(milliseconds: number): void {
    this.totalMs += milliseconds;
    this.pictures++;
    if (this.pictures % MEAN_OF_PICTURES > 0) return;
    const mean = this.totalMs / MEAN_OF_PICTURES;
    this.totalMs = 0;
    // The first ones are slow everywhere: the browser has not compiled the code yet.
    if (this.pictures === MEAN_OF_PICTURES) return;
    if (mean > SLOW_MS) {
      this.wasSlow = true;
      this.pixels = Math.max(MIN_PIXELS, this.pixels * SHRINK_FACTOR);
    } else if (mean < FAST_MS && !this.wasSlow && this.pixels < this.canvas.width * this.canvas.height) {
      this.pixels = Math.min(MAX_PIXELS, this.pixels * GROW_FACTOR);
    }
  }
}
