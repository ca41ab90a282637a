import { useEffect, useRef } from "preact/hooks";

import type { Figure } from "../connection/shapes/figure";
import { loadFigure, whenLoaded } from "../figure/figure_cache";
import { coach } from "../session/live_session";
import { currentStep } from "../session/view_model";
import { cameraStatus, runCamera } from "./camera";
import { CameraView, type TrackedPerson } from "./camera_view";
import { sendLandmarks } from "./landmark_sender";

/** The camera during a session, and the pose to step into beforehand. */
export function SessionCamera() {
  const figure = useRef<Figure | null>(null);
  const { exercise = "", level = "", side = "both" } = currentStep.value ?? {};
  useEffect(runCamera, []);
  useEffect(sendLandmarks, []);
  useEffect(() => {
    figure.current = null;
    if (!exercise) return undefined;
    return whenLoaded(loadFigure(exercise, level, side), (loaded) => {
      figure.current = loaded;
    });
  }, [exercise, level, side]);
  if (!["starting", "watching", "slow"].includes(cameraStatus.value)) return null;
  const startPose = () => {
    const [landmarks] = figure.current?.frames ?? [];
    return landmarks && figure.current ? { landmarks, yaw: figure.current.view.yaw } : null;
  };
  return <CameraView trackedPerson={trackedPerson} startPose={startPose} />;
}

/** Returns the person whom the coach follows. */
function trackedPerson(): TrackedPerson | null {
  const { showing } = coach.value ?? {};
  return showing ? { person: showing.person, ready: showing.ready } : null;
}
