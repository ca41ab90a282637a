import type { ComponentChildren } from "preact";

import * as camera from "../camera/camera";
import * as fullscreen from "../platform/fullscreen";
import { t } from "../texts";
import { KeyHint } from "../ui/key_hint";
import { useKeys } from "../ui/keys";

/** Switches for the form check and the full screen, which don't affect the session itself. */
export function ViewTools() {
  const toggleFormCheck = (): void => camera.setFormCheck(!camera.isFormCheckOn.peek());
  useKeys({ c: toggleFormCheck, f: fullscreen.toggleFullscreen });
  return (
    <div class="tools">
      <ToolButton
        name={t("Check my form")}
        keys="C"
        pressed={camera.isFormCheckOn.value}
        onPress={toggleFormCheck}
        iconPath="M1 5h3l1.5-2h5L12 5h3v8.5H1zM8 6.5a2.5 2.5 0 1 0 .01 0"
      />
      {fullscreen.isFullscreenSupported && (
        <ToolButton
          name={t("Full screen")}
          keys="F"
          pressed={fullscreen.isFullscreen.value}
          onPress={fullscreen.toggleFullscreen}
          iconPath="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"
        />
      )}
    </div>
  );
}

function ToolButton(props: { name: ComponentChildren; keys: string; pressed: boolean; onPress: () => void; iconPath: string }) {
  return (
    <button
      type="button"
      aria-pressed={props.pressed}
      onClick={props.onPress}
      // The space bar must keep its function after a mouse click.
      onMouseDown={(event) => event.preventDefault()}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={props.iconPath} />
      </svg>
      <span>{props.name}</span>
      <KeyHint name={props.keys} />
    </button>
  );
}
