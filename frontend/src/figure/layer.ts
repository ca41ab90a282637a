/** An off-screen picture of the body, which may be enlarged when it is put on the canvas. */

import { Raster } from "./raster";

export class Layer {
  readonly raster: Raster;
  readonly image: ImageData;
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.raster = new Raster(width, height);
    this.image = new ImageData(width, height);
    this.canvas.width = width;
    this.canvas.height = height;
    this.context = this.canvas.getContext("2d")!;
  }

  /** Returns a layer for a canvas of this size with at most so many pixels: the old one if it fits. */
  static fitting(old: Layer | undefined, canvas: { width: number; height: number }, most: number): Layer {
    const share = Math.min(1, Math.sqrt(most / (canvas.width * canvas.height)));
    const [wide, high] = [canvas.width, canvas.height].map((edge) => Math.max(1, Math.round(edge * share))) as [number, number];
    return old?.width === wide && old.height === high ? old : new Layer(wide, high);
  }

  /** Draws the coloured pixels on a canvas, in its full size. */
  show(on: CanvasRenderingContext2D): void {
    const [left, top, right, bottom] = this.raster.drawnBounds;
    if (right <= left || bottom <= top) return;
    this.context.clearRect(0, 0, this.width, this.height);
    this.context.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
    on.imageSmoothingQuality = "medium";
    on.drawImage(this.canvas, 0, 0, on.canvas.width, on.canvas.height);
  }
}
