import type { ComponentChildren } from "preact";

import { isFullscreenSupported } from "../platform/fullscreen";
import { t } from "../texts";
import { KeyHint } from "../ui/key_hint";
import { isKeyDisabled } from "../ui/keys";
import { sessionState } from "./live_session";

/** The actions during a session; each has its key. */
export interface SessionControls {
  toggle: () => void;
  back: () => void;
  skip: () => void;
  easier: () => void;
  hurts: () => void;
  stop: () => void;
  help: () => void;
}

export function ControlBar({ controls }: { controls: SessionControls }) {
  const running = sessionState.value?.status === "running";
  return (
    <div class="controls" role="group" aria-label={t("Session controls")}>
      <ControlButton keys=" " class="primary" onPress={controls.toggle}>
        {running ? t("Pause") : t("Continue")}
      </ControlButton>
      <ControlButton keys="←" onPress={controls.back}>
        {t("Back")}
      </ControlButton>
      <ControlButton keys="→" onPress={controls.skip}>
        {t("Skip")}
      </ControlButton>
      <ControlButton keys="E" onPress={controls.easier}>
        {t("Easier")}
      </ControlButton>
      <ControlButton keys="H" class="warning" onPress={controls.hurts}>
        {t("This hurts")}
      </ControlButton>
      <ControlButton keys="Esc" onPress={controls.stop}>
        {t("Stop")}
      </ControlButton>
      <ControlButton keys="?" onPress={controls.help}>
        {t("Help")}
      </ControlButton>
    </div>
  );
}

export function ControlButton(props: { keys: string; class?: string; onPress: () => void; children: ComponentChildren }) {
  return (
    <button
      type="button"
      class={props.class}
      onClick={props.onPress}
      // A mouse click must not take the focus: the space bar should pause afterwards, not press this button again.
      onMouseDown={(event) => event.preventDefault()}
    >
      {props.children} <KeyHint name={props.keys} />
    </button>
  );
}

/** The keys that work here and their functions, for the help. */
export function sessionKeys(): [key: string, what: string][] {
  const all: [string, string][] = [
    [t("Space"), t("Pause / continue")],
    ["→", t("Skip this step")],
    ["←", t("Back to the previous step")],
    ["E", t("Make this exercise easier")],
    ["H", t("This hurts: stop and rate the pain")],
    ["Esc", t("Stop (asks first)")],
    ["T", t("Rotate the figure / stop")],
    ...(isFullscreenSupported ? ([["F", t("Full screen on / off")]] as [string, string][]) : []),
    ["C", t("Camera form check on / off")],
    ["?", t("Show this help")],
  ];
  return all.filter(([key]) => !isKeyDisabled(key));
}
