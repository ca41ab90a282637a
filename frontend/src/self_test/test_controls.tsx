import { Control, type Controls } from "../session/controls";
import { send, session, state } from "../session/live_session";
import { leadIn, step } from "../session/view_model";
import { t } from "../texts";
import { isSwitchedOff } from "../ui/keys";

/** What can be done during a self-test: the space bar ends a try of what is held. */
export function TestControls({ controls }: { controls: Controls }) {
  const running = state.value?.status === "running";
  return (
    <div class="controls" role="group" aria-label={t("Test controls")}>
      <Control keys=" " class="primary" act={controls.toggle}>
        {trying() ? t("Stop the time") : running ? t("Pause") : t("Go on")}
      </Control>
      {!(step.value?.kind === "work" && !leadIn.value) && (
        <Control keys="→" act={controls.skip}>
          {t("Start now")}
        </Control>
      )}
      <Control keys="H" class="warning" act={controls.hurts}>
        {t("This hurts")}
      </Control>
      <Control keys="Esc" act={controls.stop}>
        {t("Stop")}
      </Control>
      <Control keys="?" act={controls.help}>
        {t("Help")}
      </Control>
    </div>
  );
}

/** Whether a try is under way that a tap ends. */
function trying(): boolean {
  return Boolean(session.value?.test?.holds) && state.value?.status === "running" && step.value?.kind === "work" && !leadIn.value;
}

/** What the space bar does in a self-test. */
export function toggleTest(): void {
  if (trying()) send({ do: "skip" });
  else send({ do: state.value?.status === "running" ? "pause" : "resume" });
}

/** What each key does, for the help. */
export function testKeys(): [key: string, what: string][] {
  const all: [string, string][] = [
    [t("Space"), t("Stop the time of a try; else pause, or go on")],
    ["→", t("Start the next try now")],
    ["H", t("This hurts: stop and say how much")],
    ["Esc", t("Pause, and ask whether to stop")],
    ["C", t("Watch my form with the camera, or stop that")],
    ["?", t("This help")],
  ];
  return all.filter(([key]) => !isSwitchedOff(key));
}
