import { effect, untracked } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import {
  accompany,
  cameras,
  choose,
  loaded,
  pace,
  retry,
  sight,
  status,
  used,
  video,
  want,
  wanted,
  watching,
  type Status,
} from "../camera/camera";
import { tellServer } from "../camera/line";
import type { Landmarks } from "../figure/body";
import { Overlay } from "../figure/overlay";
import { palette } from "../figure/palette";
import { useKeys } from "../keys";
import { t } from "../texts";

/** What is said of who is seen. */
export interface Watched {
  /** Which of those in the picture is followed; null: nobody. */
  person: number | null;
  /** Whether they are in position. */
  ready: boolean;
  /** What to do so that one is seen. */
  advice: string | null;
}

interface Props {
  /** Asked with every picture. */
  watched: () => Watched | null;
  /** The pose to step into, and from how many degrees round it the camera should see it. */
  stepInto: () => { landmarks: Landmarks; yaw: number } | null;
}

/** The camera as a switch, and what it sees, mirrored, with the body drawn over it. */
export function Camera({ watched, stepInto }: Props) {
  useEffect(accompany, []);
  useEffect(tellServer, []);
  const toggle = (): void => want(!wanted.peek());
  useKeys({ c: toggle });
  return (
    <section class={wanted.value ? "camera on" : "camera"} aria-label={t("Camera")}>
      {wanted.value && <Picture watched={watched} stepInto={stepInto} />}
      <div class="words">
        <Advice watched={watched} />
        <div role="status">{statusText(status.value) && <p>{statusText(status.value)}</p>}</div>
      </div>
      <div class="row">
        <button type="button" aria-pressed={wanted.value} onClick={toggle} onMouseDown={keepFocus}>
          {t("Watch my form")} <kbd aria-hidden="true">C</kbd>
        </button>
        {canRetry(status.value) && (
          <button type="button" onClick={retry}>
            {t("Try again")}
          </button>
        )}
        {wanted.value && cameras.value.length > 1 && <Choice />}
      </div>
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

/** What the camera sees. Nothing to be read aloud: what matters of it is said in words. */
function Picture({ watched, stepInto }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const asked = useRef({ watched, stepInto });
  asked.current = { watched, stepInto };
  useEffect(() => {
    frame.current?.prepend(video);
    const overlay = new Overlay(canvas.current as HTMLCanvasElement);
    const colours = palette(canvas.current as HTMLCanvasElement);
    return effect(() => {
      const seen = sight.value;
      // What is said of a picture comes after it; the next one shows it.
      const about = untracked(asked.current.watched);
      const person = seen?.people[about?.person ?? 0];
      const pose = about?.ready ? null : asked.current.stepInto();
      if (seen && person && (about === null || about.person !== null)) overlay.draw(person, seen.size, colours);
      else if (seen && pose) overlay.outline(pose.landmarks, pose.yaw, seen.size, colours.stretched);
      else overlay.clear();
    });
  }, []);
  return (
    <div class="picture" ref={frame}>
      <canvas ref={canvas} aria-hidden="true" />
      {status.value === "starting" && <progress aria-label={t("Getting ready to see you")} value={loaded.value} />}
      {pace.value && (
        <span class="pace" aria-hidden="true">
          {t("{rate} a second, {took} ms each", {
            rate: Math.round(pace.value.rate),
            took: Math.round(pace.value.took),
          })}
        </span>
      )}
    </div>
  );
}

/** The session's own words say it aloud. */
function Advice({ watched }: Pick<Props, "watched">) {
  const advice = watching.value && watched()?.advice;
  return advice ? <p class="advice">{advice}</p> : null;
}

function canRetry(now: Status): boolean {
  return ["refused", "none", "busy", "ended", "failed"].includes(now);
}

function statusText(now: Status): string {
  switch (now) {
    case "off":
    case "hidden":
      return "";
    case "asking":
      return t("Your browser asks whether this page may use the camera: allow it.");
    case "starting":
      return t("Getting ready to see you");
    case "watching":
      return t("No picture leaves this page.");
    case "slow":
      return t("This machine looks at too few pictures a second to judge by. The session goes on by the clock.");
    case "refused":
      return t("The camera was not allowed. Allow it beside this page's address, then try again.");
    case "none":
      return t("No camera was found. Plug one in, or go on without.");
    case "busy":
      return t("Another program has the camera. Close it there, then try again.");
    case "unable":
      return t("This browser gives no camera to this page.");
    case "ended":
      return t("The camera was switched off or unplugged. The session goes on by the clock.");
    case "failed":
      return t("What finds you in the picture does not run in this browser. The session goes on by the clock.");
  }
}

/** The space bar is to do afterwards what it did before. */
function keepFocus(event: Event): void {
  event.preventDefault();
}
