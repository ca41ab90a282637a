import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { Overlay } from "../figure/body_overlay";
import type { Landmarks } from "../figure/landmarks";
import { palette } from "../figure/palette";
import { t } from "../texts";
import { cameras, choose, loaded, pace, sight, status, used, video } from "./camera";

/** What is said of who is seen. */
export interface Watched {
  /** Which of those in the picture is followed; null: nobody. */
  person: number | null;
  /** Whether they are in position. */
  ready: boolean;
}

interface Props {
  /** Asked with every picture. */
  watched: () => Watched | null;
  /** The pose to step into, and from how many degrees round it the camera should see it. */
  stepInto: () => { landmarks: Landmarks; yaw: number } | null;
}

/** What the camera sees, mirrored, with the body drawn over it. */
export function Camera(props: Props) {
  const starting = status.value === "starting";
  return (
    <section class={starting ? "camera starting" : "camera"} aria-label={t("Camera")}>
      <Picture {...props} />
      {starting && (
        <label>
          {t("Getting ready to see you")}
          <progress value={loaded.value} />
        </label>
      )}
      {cameras.value.length > 1 && <Choice />}
    </section>
  );
}

function Choice() {
  return (
    <select aria-label={t("Which camera")} value={used.value ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
      {cameras.value.map(({ id, name }, index) => (
        <option key={id} value={id}>
          {name || t("Camera {number}", { number: index + 1 })}
        </option>
      ))}
    </select>
  );
}

/** Nothing to be read aloud: what matters of it is said in words. */
function Picture({ watched, stepInto }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const asked = useRef({ watched, stepInto });
  asked.current = { watched, stepInto };
  useEffect(() => {
    const [place, over] = [frame.current as HTMLDivElement, canvas.current as HTMLCanvasElement];
    place.prepend(video);
    const overlay = new Overlay(over);
    const colours = palette(over);
    const shape = (): void => {
      if (video.videoHeight > 0) place.style.setProperty("--shape", String(video.videoWidth / video.videoHeight));
    };
    shape();
    video.addEventListener("resize", shape);
    const stop = effect(() => {
      const seen = sight.value;
      // What is said of a picture comes after it; the next one shows it.
      const about = untracked(asked.current.watched);
      const person = seen?.people[about?.person ?? 0];
      const pose = about?.ready ? null : asked.current.stepInto();
      if (seen && person && (about === null || about.person !== null)) overlay.draw(person, seen.size, colours);
      else if (seen && pose) overlay.outline(pose.landmarks, pose.yaw, seen.size, colours.stretched);
      else overlay.clear();
    });
    return () => {
      stop();
      video.removeEventListener("resize", shape);
    };
  }, []);
  return (
    <div class="picture" ref={frame}>
      <canvas ref={canvas} aria-hidden="true" />
      <Pace />
      <p>{t("No picture leaves this page.")}</p>
    </div>
  );
}

function Pace() {
  if (!pace.value) return null;
  const { rate, took } = pace.value;
  return (
    <span class="pace" aria-hidden="true">
      {t("{rate} a second, {took} ms each", { rate: Math.round(rate), took: Math.round(took) })}
    </span>
  );
}
