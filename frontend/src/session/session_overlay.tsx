import { isWatching } from "../camera/camera";
import { currentProblem, RetryButton } from "../camera/camera_problem";
import { areCuesSpoken } from "../sound/speech";
import { t } from "../texts";
import { CoachQuestion } from "./coach_question";
import { coach, sessionState } from "./live_session";
import { caption, currentStep, isLeadIn } from "./view_model";

/**
 * Messages over the figure, where they move nothing else: why the session is paused, a question, why the camera doesn't
 * see the user.
 */
export function SessionOverlay() {
  const reason = sessionState.value?.status === "paused" ? pauseReason() : null;
  const isAsking = coach.value?.ask && isResting() && (reason === null || sessionState.value?.cause === "you");
  const problem = reason === null && !isAsking ? currentProblem() : null;
  const advice = reason === null && !isAsking && !problem ? cameraAdvice() : null;
  return (
    <div class="over">
      <div role="status" class="paused">
        {reason && <p>{reason}</p>}
        {problem && <p>{problem.text}</p>}
      </div>
      {problem?.again && <RetryButton />}
      {/* A screen reader need not repeat a spoken cue, which is the caption afterwards. */}
      <div class="advice" role={areCuesSpoken.value ? undefined : "status"}>
        {advice && <p class={advice.isReadNearby ? "near" : undefined}>{advice.text}</p>}
      </div>
      {isAsking && <CoachQuestion />}
    </div>
  );
}

/** Whether the user is not exercising: questions wait for that. */
function isResting(): boolean {
  return isLeadIn.value || currentStep.value?.kind !== "work";
}

/**
 * Returns what keeps the coach from judging. How to place the camera is read beside it, everything else from the floor.
 */
function cameraAdvice(): { text: string; isReadNearby: boolean } | null {
  const { showing, advice, camera } = coach.value ?? {};
  if (!isWatching.value || !showing || showing.ready) return null;
  const text = advice ?? camera ?? null;
  return text === null || text === caption.value ? null : { text, isReadNearby: !advice };
}

function pauseReason(): string {
  switch (sessionState.value?.cause) {
    case "gap":
      return t("Paused because this page was asleep. Continue whenever you're ready.");
    case "resumed":
      return t("This session was interrupted. Continue where you left off.");
    default:
      return t("Paused.");
  }
}
