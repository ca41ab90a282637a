import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { t } from "../texts";
import { KeyHint } from "../ui/key_hint";
import { useKeys } from "../ui/keys";
import { showFigure } from "./figure_canvas";
import { clearestPhase, thighReaches } from "./motion";

/** Degrees a second of the slow turn, and degrees of one press under reduced motion. */
const [TURN_DEGREES_PER_S, STEP_DEGREES] = [24, 45];

const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

interface Props {
  figure: Figure;
  /** A description of the drawing, for screen readers. */
  name: string;
  /** The current phase of the cycle; by default it runs in the figure's own time. */
  phase?: () => number;
  /** Whether reduced motion shows the clearest pose; otherwise the first one. */
  showsClearestPose?: () => boolean;
}

/** A figure that shows an exercise, and turns on request. */
export function AnimatedFigure({ figure, name, phase, showsClearestPose = () => true }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const turning = useSignal(false);
  const steps = useRef(0);
  const latest = useRef({ phase, showsClearestPose });
  latest.current = { phase, showsClearestPose };

  useEffect(() => {
    const best = clearestPhase(thighReaches(figure.frames));
    let turn = 0;
    let before: number | null = null;
    return showFigure(canvas.current as HTMLCanvasElement, figure, (now) => {
      const elapsedSeconds = before === null ? 0 : (now - before) / 1000;
      before = now;
      if (turning.value && !reducedMotion.matches) turn = (turn + elapsedSeconds * TURN_DEGREES_PER_S) % 360;
      const stepped = turn + steps.current * STEP_DEGREES;
      if (reducedMotion.matches) return { phase: latest.current.showsClearestPose() ? best : 0, turn: stepped };
      const ownPhase = (now / 1000 / figure.seconds) % 1;
      return { phase: latest.current.phase ? latest.current.phase() : ownPhase, turn: stepped };
    });
  }, [figure]);

  const press = (): void => {
    if (reducedMotion.matches) steps.current++;
    else turning.value = !turning.value;
  };
  useKeys({ t: press });
  return (
    <div class="figure-shown">
      <canvas ref={canvas} role="img" aria-label={t("Animated figure: {name}", { name })} />
      <button type="button" class="turn" aria-pressed={turning.value} onClick={press} onMouseDown={keepFocus}>
        <span aria-hidden="true">↻</span> <span class="word">{t("Rotate")}</span> <KeyHint name="T" />
      </button>
    </div>
  );
}

/** The space bar must keep its function after a mouse click. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
