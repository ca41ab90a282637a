import { t } from "../texts";
import { cameraStatus, retryCamera, type CameraStatus } from "./camera";

/** Returns what keeps the camera from working and whether trying again may help; null if it works. */
export function currentProblem(): { text: string; again: boolean } | null {
  const text = problemText(cameraStatus.value);
  return text === null ? null : { text, again: ["refused", "none", "busy", "ended", "failed"].includes(cameraStatus.value) };
}

export function RetryButton() {
  return (
    <button
      type="button"
      onClick={retryCamera}
      // The space bar must keep its function after a mouse click.
      onMouseDown={(event) => event.preventDefault()}
    >
      {t("Try again")}
    </button>
  );
}

function problemText(now: CameraStatus): string | null {
  switch (now) {
    case "off":
    case "hidden":
    case "starting":
    case "watching":
      return null;
    case "asking":
      return t("Your browser asks whether this page may use the camera: allow it.");
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
