import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { BodyOverlay } from "../figure/body_overlay";
import type { Landmarks } from "../figure/landmarks";
import { readPalette } from "../figure/palette";
import { t } from "../texts";
import {
  cameras,
  cameraStatus,
  cameraVideo,
  chooseCamera,
  modelProgress,
  pictureRate,
  poseFrame,
  usedCamera,
} from "./camera";

/** The person whom the coach follows. */
export interface TrackedPerson {
  /** The index of the person in the picture; null if the coach follows none. */
  person: number | null;
  /** Whether this person is in position. */
  ready: boolean;
}

interface Props {
  /** Called with every picture. */
  trackedPerson: () => TrackedPerson | null;
  /** The pose to step into, and the angle in degrees from which the camera should see it. */
  startPose: () => { landmarks: Landmarks; yaw: number } | null;
}

/** The camera's picture, mirrored, with the detected body drawn over it. */
export function CameraView(props: Props) {
  const starting = cameraStatus.value === "starting";
  return (
    <section class={starting ? "camera starting" : "camera"} aria-label={t("Camera")}>
      <Picture {...props} />
      {starting && (
        <label>
          {t("Starting the camera…")}
          <progress value={modelProgress.value} />
        </label>
      )}
      {cameras.value.length > 1 && <CameraChoice />}
    </section>
  );
}

function CameraChoice() {
  return (
    <select aria-label={t("Which camera")} value={usedCamera.value ?? ""} onChange={(event) => chooseCamera(event.currentTarget.value)}>
      {cameras.value.map(({ id, name }, index) => (
        <option key={id} value={id}>
          {name || t("Camera {number}", { number: index + 1 })}
        </option>
      ))}
    </select>
  );
}

/** Not announced by screen readers: the words beside it say what matters. */
function Picture({ trackedPerson, startPose }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ trackedPerson, startPose });
  latest.current = { trackedPerson, startPose };
  useEffect(() => {
    const [place, over] = [box.current as HTMLDivElement, canvas.current as HTMLCanvasElement];
    place.prepend(cameraVideo);
    const overlay = new BodyOverlay(over);
    const colours = readPalette(over);
    const shape = (): void => {
      const { videoWidth, videoHeight } = cameraVideo;
      if (videoHeight > 0) place.style.setProperty("--shape", String(videoWidth / videoHeight));
    };
    shape();
    cameraVideo.addEventListener("resize", shape);
    const stop = effect(() => {
      const frame = poseFrame.value;
      // The coach's word about a picture comes after it, so the next picture shows it.
      const tracked = untracked(latest.current.trackedPerson);
      const person = frame?.people[tracked?.person ?? 0];
      const pose = tracked?.ready ? null : latest.current.startPose();
      if (frame && person && (tracked === null || tracked.person !== null)) overlay.draw(person, frame.size, colours);
      else if (frame && pose) overlay.outline(pose.landmarks, pose.yaw, frame.size, colours.stretched);
      else overlay.clear();
    });
    return () => {
      stop();
      cameraVideo.removeEventListener("resize", shape);
    };
  }, []);
  return (
    <div class="picture" ref={box}>
      <canvas ref={canvas} aria-hidden="true" />
      <RateLabel />
      <p>{t("Your video never leaves this page.")}</p>
    </div>
  );
}

function RateLabel() {
  if (!pictureRate.value) return null;
  const { rate, took } = pictureRate.value;
  return (
    <span class="pace" aria-hidden="true">
      {t("{rate} frames/s, {took} ms each", { rate: Math.round(rate), took: Math.round(took) })}
    </span>
  );
}
