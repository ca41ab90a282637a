import type { CoachState } from "../connection/shapes/session";
import { t } from "../texts";
import { coach, session, sessionState } from "./live_session";
import { ProgressRing } from "./progress_ring";
import { currentStep, isLeadIn, stepProgress, tempoWord } from "./view_model";

type Showing = NonNullable<CoachState["showing"]>;

/** The count in its ring: the coach's while it watches, otherwise the clock's. Drawn with every frame. */
export function StepCount() {
  if (!stepProgress.value) return null;
  const { fraction, left, repsLeft } = stepProgress.value;
  // A self-test counts the seconds held so far.
  const isTimed = session.value?.test?.holds && currentStep.value?.kind === "work" && !isLeadIn.value;
  const elapsed = Math.floor(fraction * (currentStep.value?.seconds ?? 0));
  const watched = watchedSet();
  const word = watched && coachWord(watched);
  const planned = currentStep.value?.reps ?? null;
  const counted = watched?.seen && watched.ready && planned !== null ? watched.reps : null;
  return (
    <ProgressRing fraction={fraction} resting={isLeadIn.value || currentStep.value?.kind !== "work"}>
      {word === null ? <span class="tempo">{repsLeft !== null && tempoWord.value}</span> : <span class="standing">{word}</span>}
      <span class="figure">{counted ?? repsLeft ?? (isTimed ? elapsed : left)}</span>
      <span class="unit">
        {counted !== null ? t("of {reps}", { reps: planned ?? 0 }) : repsLeft === null ? t("seconds") : t("reps left")}
      </span>
    </ProgressRing>
  );
}

/** Returns the set before the camera; null while the coach doesn't watch the current one. */
function watchedSet(): Showing | null {
  const showing = coach.value?.showing;
  return showing && showing.bout === sessionState.value?.step && currentStep.value?.kind === "work" ? showing : null;
}

/** Returns the state of the set in a word or two; null where the tempo says more. */
function coachWord({ seen, ready, reps, held, holding }: Showing): string | null {
  if (!seen) return t("Can't see you");
  if (!ready) return t("Get ready");
  if (holding) return t("Holding");
  if (held > 0) return t("Hold it");
  if (reps === 0) return t("Go");
  return currentStep.value?.reps === null ? t("{reps} counted", { reps }) : null;
}
