import { exerciseName } from "../blocks";
import { session } from "../live";
import { caption, leadIn, next, step, toGo } from "../shown";
import { spoken } from "../speech";
import { clockTime, t } from "../texts";
import type { Plan, Step } from "../wire/plan";
import { Count } from "./count";
import { Demonstration } from "./demonstration";
import { Fitted } from "./fitted";
import { Heading } from "./heading";
import { Over } from "./over";
import { Tools } from "./tools";
import { Watching } from "./watching";

/** What is being done: to be read from three metres away. */
export function Stage() {
  const plan = session.value?.plan;
  if (!plan || !step.value) return null;
  const { exercise, level, side, set, sets, kind } = step.value;
  const about = plan.exercises[exercise];
  const name = exerciseName(plan, exercise);
  const working = kind === "work" && !leadIn.value;
  const test = session.value?.test;
  return (
    <>
      <div class="what">
        <div class="title">
          <p class={working ? "kind working" : "kind"}>{leadIn.value ? t("Get ready") : kindName(kind)}</p>
          <Heading title={name} />
        </div>
        <p class="detail">
          {side !== "both" && <strong>{side === "left" ? t("Left leg") : t("Right leg")}</strong>}
          {sets > 1 && <span>{test ? t("Try {set} of {sets}", { set, sets }) : t("Set {set} of {sets}", { set, sets })}</span>}
          <span class="level">{about?.levels[level] ?? level}</span>
        </p>
      </div>
      <div class="scene">
        <Demonstration />
        <Watching />
        <Over />
        <Tools />
      </div>
      <Count />
      {/* What is spoken already, a screen reader need not say again. */}
      <p class="caption" aria-live={spoken.value ? "off" : "polite"}>
        <Fitted text={caption.value} />
      </p>
      <p class="next">
        {working && next.value && <span>{t("Next: {name}", { name: nextName(plan, next.value) })}</span>}
        {!test && <ToGo />}
      </p>
    </>
  );
}

/** By itself, so that nothing else is drawn anew with each second. */
function ToGo() {
  return <span>{t("{time} left", { time: clockTime(toGo.value ?? 0) })}</span>;
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
