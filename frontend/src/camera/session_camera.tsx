import { useEffect, useRef } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { figureOf, wanted } from "../figure/figure_cache";
import { coach } from "../session/live_session";
import { step } from "../session/view_model";
import { accompany, status } from "./camera";
import { Camera, type Watched } from "./camera_view";
import { tellServer } from "./landmark_sender";

/** The camera during a session, and what to step into before it. */
export function Watching() {
  const figure = useRef<Figure | null>(null);
  const { exercise = "", level = "", side = "both" } = step.value ?? {};
  useEffect(accompany, []);
  useEffect(tellServer, []);
  useEffect(() => {
    figure.current = null;
    if (!exercise) return undefined;
    return wanted(figureOf(exercise, level, side), (found) => {
      figure.current = found;
    });
  }, [exercise, level, side]);
  if (!["starting", "watching", "slow"].includes(status.value)) return null;
  const stepInto = () => {
    const [landmarks] = figure.current?.frames ?? [];
    return landmarks && figure.current ? { landmarks, yaw: figure.current.view.yaw } : null;
  };
  return <Camera watched={watched} stepInto={stepInto} />;
}

/** Who is followed. */
function watched(): Watched | null {
  const { showing } = coach.value ?? {};
  return showing ? { person: showing.person, ready: showing.ready } : null;
}
