/** What the body is drawn on before it is put on the canvas, on which it may be enlarged. */

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

  /** Returns the layer for a canvas of that size with so many pixels at most: the one that there is, if it fits. */
  static fitting(old: Layer | undefined, canvas: { width: number; height: number }, most: number): Layer {
    const share = Math.min(1, Math.sqrt(most / (canvas.width * canvas.height)));
    const [wide, high] = [canvas.width, canvas.height].map((edge) => Math.max(1, Math.round(edge * share))) as [number, number];
    return old?.width === wide && old.height === high ? old : new Layer(wide, high);
  }

  /** Puts what was coloured on a canvas, as large as that is. */
  show(on: CanvasRenderingContext2D): void {
    const [left, top, right, bottom] = this.raster.drawnBounds;
    if (right <= left || bottom <= top) return;
    this.context.clearRect(0, 0, this.width, this.height);
    this.context.putImageData(this.image, 0, 0, left, top, right - left, bottom - top);
    on.imageSmoothingQuality = "medium";
    on.drawImage(this.canvas, 0, 0, on.canvas.width, on.canvas.height);
  }
}
