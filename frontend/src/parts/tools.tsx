import * as fullscreen from "../fullscreen";
import { t } from "../texts";
import { Key } from "./key";

/** What changes how one looks at the session, and not the session. */
export function Tools() {
  if (!fullscreen.possible) return null;
  return (
    <div class="tools">
      <button
        type="button"
        aria-pressed={fullscreen.full.value}
        onClick={fullscreen.toggle}
        // The space bar is to do afterwards what it did before.
        onMouseDown={(event) => event.preventDefault()}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" />
        </svg>
        <span>{t("Full screen")}</span>
        <Key name="F" />
      </button>
    </div>
  );
}
