/** Paints one picture of a body and its things on a canvas. */

import { body, type Landmarks, type Side } from "./body";
import { camera, type Extent } from "./camera";
import { Ground } from "./ground";
import { light } from "./light";
import { glows, type Muscles } from "./muscles";
import type { Palette } from "./palette";
import { Raster } from "./raster";
import { smoothen } from "./smoothing";
import { shapes, type Mat, type Thing, type Wall } from "./things";

export interface Scene {
  landmarks: Landmarks;
  things: readonly Thing[];
  muscles: Muscles;
  side: Side | "both";
  /** 0 to 1. */
  effort: number;
  extent: Extent;
  /** Degrees round the upright axis, and from above. */
  yaw: number;
  pitch: number;
}

/** Pixels that the processor colours at most: beyond it the picture is drawn smaller and enlarged. */
const MOST = 640 * 640;

/** Milliseconds a picture may take, in the mean of so many; when it takes longer, fewer pixels are coloured. */
const [LONGEST, PICTURES] = [9, 30];

/** The share of the pixels' edge length that is never gone below. */
const COARSEST = 0.5;

export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private readonly ground = new Ground();
  private readonly layer = document.createElement("canvas");
  private readonly layerContext: CanvasRenderingContext2D;
  private raster = new Raster(1, 1);
  private image = new ImageData(1, 1);
  /** How fine the body is drawn, COARSEST to 1. */
  private fine = 1;
  /** Pictures painted, and the milliseconds that the last ones took. */
  private painted = 0;
  private took = 0;

  constructor(private readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext("2d")!;
    this.layerContext = this.layer.getContext("2d")!;
  }

  paint(scene: Scene, palette: Palette): void {
    const began = performance.now();
    const { canvas, context } = this;
    const share = this.fit();
    const { width, height } = this.raster;
    const seen = camera(scene.yaw, scene.pitch, scene.extent, width, height);
    const flesh = body(scene.landmarks);
    this.raster.clear();
    this.raster.draw(seen, flesh);
    for (const thing of scene.things) this.raster.draw(seen, shapes(thing, scene.landmarks));
    smoothen(this.raster, seen.scale);
    const lit = glows(scene.landmarks, scene.muscles, scene.side, scene.effort, seen, palette);
    light(this.raster, seen, palette, lit, this.image);

    context.clearRect(0, 0, canvas.width, canvas.height);
    const whole = camera(scene.yaw, scene.pitch, scene.extent, canvas.width, canvas.height);
    const mats = scene.things.filter((thing): thing is Mat => thing.kind === "mat");
    const walls = scene.things.filter((thing): thing is Wall => thing.kind === "wall");
    this.ground.paint(context, whole, scene.extent, { mats, walls, flesh }, palette);
    const [left, top, right, bottom] = this.raster.drawn;
    if (right > left && bottom > top) {
      this.layerContext.clearRect(0, 0, width, height);
      this.layerContext.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
      context.imageSmoothingQuality = "medium";
      context.drawImage(this.layer, 0, 0, width / share, height / share);
    }
    this.heed(performance.now() - began);
  }

  /** Makes the raster as large as the canvas, or as may be; returns its edge length as a share of the canvas's. */
  private fit(): number {
    const { width, height } = this.canvas;
    const share = Math.min(1, Math.sqrt(MOST / (width * height))) * this.fine;
    const [wide, high] = [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
    if (this.raster.width !== wide || this.raster.height !== high) {
      this.raster = new Raster(wide, high);
      this.image = new ImageData(wide, high);
      this.layer.width = wide;
      this.layer.height = high;
    }
    return wide / width;
  }

  /** Draws coarser on a slow machine. It never gets finer again by itself: going to and fro would be seen. */
  private heed(milliseconds: number): void {
    this.took += milliseconds;
    this.painted++;
    if (this.painted % PICTURES > 0) return;
    // The first ones are slow everywhere: the browser has not compiled yet what they run.
    if (this.painted > PICTURES && this.took / PICTURES > LONGEST) this.fine = Math.max(COARSEST, this.fine * 0.85);
    this.took = 0;
  }
}
