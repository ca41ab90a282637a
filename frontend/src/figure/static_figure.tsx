import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { figureOf, wanted } from "./figure_cache";
import { show } from "./figure_canvas";
import { reaches, tellingPhase } from "./motion";

/** A small drawing that stands still, beside the name of what it shows. */
export function Still({ exercise }: { exercise: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const figure = useSignal<Figure | null>(null);
  useEffect(
    () =>
      wanted(figureOf(exercise), (found) => {
        figure.value = found;
      }),
    [exercise],
  );
  useEffect(() => {
    if (!canvas.current || !figure.value) return undefined;
    const look = { phase: tellingPhase(reaches(figure.value.frames)), turn: 0 };
    return show(canvas.current, figure.value, () => look);
  }, [figure.value]);
  return <canvas ref={canvas} class="still" aria-hidden="true" />;
}
