import { isOutdated } from "../platform/page_updates";
import { t } from "../texts";
import { notice } from "./notice";
import { isServerOffline, socketStatus } from "./socket";

/** The status region: the last error, and whether the server answers. */
export function NoticeBar() {
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
        {socketStatus.value === "lost" && (
          <p class="notice">
            {isServerOffline.value
              ? t("Rearguard isn't running. Start it in a terminal: {command}", { command: "rearguard" })
              : t("Reconnecting…")}
          </p>
        )}
        {isOutdated.value && (
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
