/** Draws a figure on a canvas: in the canvas's size on the page, only while it is visible, and only when it changes. */

import type { Figure } from "../connection/shapes/figure";
import { poseAt, thighReaches, valueAt } from "./motion";
import { Painter } from "./painter";
import { readPalette, type Palette } from "./palette";
import { extentOf, type Extent } from "./projection";
import { CHAIR_BACK_M, type Prop } from "./props";
import type { Point } from "./vectors";

/** What to show at a moment. */
export interface FigureMoment {
  phase: number;
  /** Degrees by which the figure is turned from its own view. */
  turn: number;
}

/** After so many milliseconds without a change the picture is painted in its finest resolution. */
const SETTLE_AFTER_MS = 200;

/**
 * Shows a figure until the returned function is called; `momentAt` is called with the time of each frame in milliseconds.
 */
export function showFigure(canvas: HTMLCanvasElement, figure: Figure, momentAt: (now: number) => FigureMoment): () => void {
  const painter = new Painter(canvas);
  const extent = figureExtent(figure);
  const reaches = thighReaches(figure.frames);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  let colours: Palette = readPalette(canvas);
  let paintedKey = "";
  let frame = 0;

  /** When the picture changed last; undefined once it is at its finest. */
  let changedAt: number | undefined;

  const draw = (now: number): void => {
    frame = requestAnimationFrame(draw);
    const { phase, turn } = momentAt(now);
    const key = `${phase} ${turn} ${canvas.width} ${canvas.height}`;
    const isUnchanged = key === paintedKey;
    if (canvas.width === 0 || canvas.height === 0) return;
    if (isUnchanged && (changedAt === undefined || now - changedAt < SETTLE_AFTER_MS)) return;
    paintedKey = key;
    const scene = {
      landmarks: poseAt(figure.frames, phase),
      props: figure.props,
      muscles: figure.muscles,
      side: figure.side,
      effort: valueAt(reaches, phase),
      extent,
      yaw: figure.view.yaw + turn,
      pitch: figure.view.pitch,
    };
    if (isUnchanged) painter.settle(scene, colours);
    else painter.paint(scene, colours);
    changedAt = isUnchanged || !painter.canSettle ? undefined : now;
  };
  const recolour = (): void => {
    colours = readPalette(canvas);
    paintedKey = "";
  };
  const resizeObserver = new ResizeObserver(() => {
    canvas.width = Math.round(canvas.clientWidth * devicePixelRatio);
    canvas.height = Math.round(canvas.clientHeight * devicePixelRatio);
    paintedKey = "";
  });
  const visibilityObserver = new IntersectionObserver((entries) => {
    cancelAnimationFrame(frame);
    if (entries.at(-1)?.isIntersecting) frame = requestAnimationFrame(draw);
  });
  resizeObserver.observe(canvas);
  visibilityObserver.observe(canvas);
  dark.addEventListener("change", recolour);
  return () => {
    cancelAnimationFrame(frame);
    resizeObserver.disconnect();
    visibilityObserver.disconnect();
    dark.removeEventListener("change", recolour);
  };
}

/** Returns the space that the picture must show: the body in all its poses, and its props. */
export function figureExtent({ frames, props }: Pick<Figure, "frames" | "props">): Extent {
  return extentOf(frames.flat(), props.flatMap(corners));
}

function corners(prop: Prop): Point[] {
  switch (prop.kind) {
    case "mat":
      return [prop.min, prop.max].flatMap(([x]) => [prop.min, prop.max].map(([, z]): Point => [x, 0, z]));
    case "chair":
      return [-0.5, 0.5].flatMap((share): Point[] => {
        const [x, z] = [prop.seat[0] + prop.size[0] * share, prop.seat[2] + prop.size[2] * share];
        return [
          [x, 0, z],
          [x, prop.seat[1] + CHAIR_BACK_M, z],
        ];
      });
    default:
      return [];
  }
}
