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
      return t("Allow the camera when your browser asks.");
    case "slow":
      return t("Your computer is too busy to check your form right now. The session continues on the timer.");
    case "refused":
      return t("Camera access is blocked. Allow it next to the address bar, then try again.");
    case "none":
      return t("No camera found. Plug one in, or continue without.");
    case "busy":
      return t("Another app is using the camera. Close it, then try again.");
    case "unable":
      return t("This browser doesn't let this page use a camera.");
    case "ended":
      return t("The camera is off or unplugged. The session continues on the timer.");
    case "failed":
      return t("Form check doesn't work in this browser. The session continues on the timer.");
  }
}
