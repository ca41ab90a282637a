import { send } from "../connection/socket";
import { ControlButton, type SessionControls } from "../session/controls";
import { session, sessionState } from "../session/live_session";
import { currentStep, isLeadIn } from "../session/view_model";
import { t } from "../texts";
import { isKeyDisabled } from "../ui/keys";

/** The controls of a self-test: the space bar ends a timed try. */
export function TestControls({ controls }: { controls: SessionControls }) {
  const running = sessionState.value?.status === "running";
  return (
    <div class="controls" role="group" aria-label={t("Self-test controls")}>
      <ControlButton keys=" " class="primary" onPress={controls.toggle}>
        {isTrying() ? t("Stop the clock") : running ? t("Pause") : t("Continue")}
      </ControlButton>
      {!(currentStep.value?.kind === "work" && !isLeadIn.value) && (
        <ControlButton keys="→" onPress={controls.skip}>
          {t("Start now")}
        </ControlButton>
      )}
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

/** Whether a try is under way that a tap ends. */
function isTrying(): boolean {
  const isWorking = sessionState.value?.status === "running" && currentStep.value?.kind === "work" && !isLeadIn.value;
  return Boolean(session.value?.test?.holds) && isWorking;
}

/** Does what the space bar does in a self-test. */
export function toggleTest(): void {
  if (isTrying()) send({ do: "skip" });
  else send({ do: sessionState.value?.status === "running" ? "pause" : "resume" });
}

/** The keys and their functions, for the help. */
export function testKeys(): [key: string, what: string][] {
  const all: [string, string][] = [
    [t("Space"), t("Stop the clock on a try; otherwise pause / continue")],
    ["→", t("Start the next try now")],
    ["H", t("This hurts: stop and rate the pain")],
    ["Esc", t("Stop (asks first)")],
    ["C", t("Camera form check on / off")],
    ["?", t("Show this help")],
  ];
  return all.filter(([key]) => !isKeyDisabled(key));
}
