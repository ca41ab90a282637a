import { useEffect, useRef } from "preact/hooks";

import { figureOf, wanted } from "../figures";
import { step } from "../shown";
import type { Figure } from "../wire/figure";
import { Camera } from "./camera";

/** The camera during a session, and what to step into before it. */
export function Watching() {
  const figure = useRef<Figure | null>(null);
  const { exercise = "", level = "", side = "both" } = step.value ?? {};
  useEffect(() => {
    figure.current = null;
    if (!exercise) return undefined;
    return wanted(figureOf(exercise, level, side), (found) => {
      figure.current = found;
    });
  }, [exercise, level, side]);
  const stepInto = () => {
    const [landmarks] = figure.current?.frames ?? [];
    return landmarks && figure.current ? { landmarks, yaw: figure.current.view.yaw } : null;
  };
  return <Camera watched={() => null} stepInto={stepInto} />;
}
