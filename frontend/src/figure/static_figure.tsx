import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { loadFigure, whenLoaded } from "./figure_cache";
import { showFigure } from "./figure_canvas";
import { clearestPhase, thighReaches } from "./motion";

/** A small still drawing of an exercise, shown beside its name. */
export function StaticFigure({ exercise }: { exercise: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const figure = useSignal<Figure | null>(null);
  useEffect(
    () =>
      whenLoaded(loadFigure(exercise), (loaded) => {
        figure.value = loaded;
      }),
    [exercise],
  );
  useEffect(() => {
    if (!canvas.current || !figure.value) return undefined;
    const look = { phase: clearestPhase(thighReaches(figure.value.frames)), turn: 0 };
    return showFigure(canvas.current, figure.value, () => look);
  }, [figure.value]);
  return <canvas ref={canvas} class="still" aria-hidden="true" />;
}
