import { away, line } from "../live";
import { notice } from "../notice";
import { outdated } from "../shell/install";
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
              {t("Dismiss")}
            </button>
          </p>
        )}
      </div>
      <div role="status">
        {line.value === "lost" && (
          <p class="notice">
            {away.value
              ? t("Rearguard isn't running. Start it in a terminal: {command}", { command: "rearguard" })
              : t("Reconnecting…")}
          </p>
        )}
        {outdated.value && (
          <p class="notice">
            <span>{t("Rearguard was updated. Reload when convenient; a running session continues.")}</span>
            <button type="button" onClick={() => location.reload()}>
              {t("Reload")}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
