import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { reaches, tellingPhase } from "../figure/motion";
import { show } from "../figure/show";
import { figureOf, wanted } from "../figures";
import type { Figure } from "../wire/figure";

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
