import { useEffect, useRef } from "preact/hooks";

import { figureOf, wanted } from "../figures";
import { coach } from "../live";
import { step } from "../shown";
import type { Figure } from "../wire/figure";
import { Camera, type Watched } from "./camera";

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
  return <Camera watched={watched} stepInto={stepInto} />;
}

/** Who is followed, and what to do so that they are seen in position. */
function watched(): Watched | null {
  const { showing, advice, camera } = coach.value ?? {};
  if (!showing) return null;
  const { person, ready } = showing;
  return { person, ready, advice: advice ?? (ready ? null : (camera ?? null)) };
}
