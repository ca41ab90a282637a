import { watching } from "../camera/camera";
import { troubleNow, TryAgain } from "../camera/camera_problem";
import { spoken } from "../sound/speech";
import { t } from "../texts";
import { Asked } from "./coach_question";
import { coach, state } from "./live_session";
import { caption, leadIn, step } from "./view_model";

/** What is laid over the figure, so that nothing moves: why it stands still, what is asked, why nobody is seen. */
export function Over() {
  const reason = state.value?.status === "paused" ? pauseReason() : null;
  const asking = coach.value?.ask && resting() && (reason === null || state.value?.cause === "you");
  const trouble = reason === null && !asking ? troubleNow() : null;
  const advice = reason === null && !asking && !trouble ? adviceNow() : null;
  return (
    <div class="over">
      <div role="status" class="paused">
        {reason && <p>{reason}</p>}
        {trouble && <p>{trouble.text}</p>}
      </div>
      {trouble?.again && <TryAgain />}
      {/* Once said, it is the caption; a screen reader need not say again what is spoken. */}
      <div class="advice" role={spoken.value ? undefined : "status"}>
        {advice && <p class={advice.near ? "near" : undefined}>{advice.text}</p>}
      </div>
      {asking && <Asked />}
    </div>
  );
}

/** Whoever exercises is asked nothing. */
function resting(): boolean {
  return leadIn.value || step.value?.kind !== "work";
}

/** What keeps one from being judged; how to put the camera is read beside it, all else from where one lies. */
function adviceNow(): { text: string; near: boolean } | null {
  const { showing, advice, camera } = coach.value ?? {};
  if (!watching.value || !showing || showing.ready) return null;
  const text = advice ?? camera ?? null;
  return text === null || text === caption.value ? null : { text, near: !advice };
}

function pauseReason(): string {
  switch (state.value?.cause) {
    case "gap":
      return t("Paused: nothing was heard from this page for a while. Go on where you were whenever you like.");
    case "resumed":
      return t("This session was interrupted. It goes on where it was whenever you like.");
    default:
      return t("Paused.");
  }
}
