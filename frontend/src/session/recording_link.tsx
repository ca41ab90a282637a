import { t } from "../texts";
import { coach } from "./live_session";

/** A link that saves the recording of the last set: a body's landmarks, and no picture. */
export function RecordingLink() {
  if (!coach.value?.take) return null;
  return (
    <p>
      <a href="api/session/take" download="rearguard-set.npz">
        {t("Save the last set as body points (no video)")}
      </a>
    </p>
  );
}
