import { coach } from "../live";
import { t } from "../texts";

/** What was seen of the last set, to keep: the numbers of a body that moves, and no picture. */
export function Kept() {
  if (!coach.value?.take) return null;
  return (
    <p>
      <a href="api/session/take" download="rearguard-set.npz">
        {t("Save the last set as body points (no video)")}
      </a>
    </p>
  );
}
