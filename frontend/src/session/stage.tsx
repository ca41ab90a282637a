import { SessionCamera } from "../camera/session_camera";
import type { Plan, Step } from "../connection/shapes/plan";
import { areCuesSpoken } from "../sound/speech";
import { clockTime, t } from "../texts";
import { Heading } from "../ui/heading";
import { StepCount } from "./count";
import { Demonstration } from "./demonstration";
import { FitText } from "./fit_text";
import { session } from "./live_session";
import { exerciseName } from "./plan_blocks";
import { SessionOverlay } from "./session_overlay";
import { caption, currentStep, isLeadIn, nextWork, secondsToGo } from "./view_model";
import { ViewTools } from "./view_tools";

/** The current step, readable from three metres away. */
export function Stage() {
  const plan = session.value?.plan;
  if (!plan || !currentStep.value) return null;
  const { exercise, level, side, set, sets, kind } = currentStep.value;
  const exerciseTexts = plan.exercises[exercise];
  const name = exerciseName(plan, exercise);
  const isWorking = kind === "work" && !isLeadIn.value;
  const test = session.value?.test;
  return (
    <>
      <div class="what">
        <div class="title">
          <p class={isWorking ? "kind working" : "kind"}>{isLeadIn.value ? t("Get ready") : kindName(kind)}</p>
          <Heading title={name} />
        </div>
        <p class="detail">
          {side !== "both" && <strong>{side === "left" ? t("Left leg") : t("Right leg")}</strong>}
          {sets > 1 && <span>{test ? t("Try {set} of {sets}", { set, sets }) : t("Set {set} of {sets}", { set, sets })}</span>}
          <span class="level">{exerciseTexts?.levels[level] ?? level}</span>
        </p>
      </div>
      <div class="scene">
        <Demonstration />
        <SessionCamera />
        <SessionOverlay />
        <ViewTools />
      </div>
      <StepCount />
      {/* A screen reader need not repeat what is spoken. */}
      <p class="caption" aria-live={areCuesSpoken.value ? "off" : "polite"}>
        <FitText text={caption.value} />
      </p>
      <p class="next">
        {isWorking && nextWork.value && <span>{t("Next: {name}", { name: nextName(plan, nextWork.value) })}</span>}
        {!test && <TimeToGo />}
      </p>
    </>
  );
}

/** A component of its own, so that nothing else is rendered each second. */
function TimeToGo() {
  return <span>{t("{time} left", { time: clockTime(secondsToGo.value ?? 0) })}</span>;
}

function kindName(kind: Step["kind"]): string {
  switch (kind) {
    case "work":
      return t("Now");
    case "rest":
      return t("Rest. Next up");
    case "switch":
      return t("Switch to");
    case "move":
      return t("Next position");
    case "ready":
      return t("Get into position");
  }
}

function nextName(plan: Plan, { exercise, side }: Step): string {
  const name = exerciseName(plan, exercise);
  if (side === "both") return name;
  return side === "left" ? t("{name}, left leg", { name }) : t("{name}, right leg", { name });
}
