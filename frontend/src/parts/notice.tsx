import { line } from "../live";
import { notice } from "../notice";
import { t } from "../texts";

/** The status region: what went wrong, and whether the server is there. */
export function Notice() {
  return (
    <div class="notices">
      <div role="alert">
        {notice.value !== null && (
          <p class="notice">
            <span>{notice.value}</span>
            <button type="button" onClick={() => (notice.value = null)}>
              {t("Put away")}
            </button>
          </p>
        )}
      </div>
      <div role="status">{line.value === "lost" && <p class="notice">{t("Reconnecting…")}</p>}</div>
    </div>
  );
}
