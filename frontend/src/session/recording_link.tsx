import { t } from "../texts";
import { coach } from "./live_session";

/** A link that saves the recording of the last set: a body's landmarks, and no picture. */
export function RecordingLink() {
  if (!coach.value?.take) return null;
  return (
    <p>
      <a href="api/session/take" download="rearguard-set.npz">
        {t("Save what the camera saw of the last set (a body's points, no picture)")}
      </a>
    </p>
  );
}
