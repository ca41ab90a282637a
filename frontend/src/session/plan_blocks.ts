/** A plan for reading: one line for each exercise, in the order in which they start. */

import type { Plan, Step } from "../connection/shapes/plan";
import { t } from "../texts";

export interface PlanBlock {
  exercise: string;
  name: string;
  level: string;
  /** Its start in seconds of the plan. */
  at: number;
  dose: string;
  /** The exercise during whose rests it is done. */
  inRestsOf: string | null;
}

export function planBlocks(plan: Plan): PlanBlock[] {
  const work = plan.steps.filter((step) => step.kind === "work");
  const firstSteps = work.filter((step, index) => work.findIndex(({ exercise }) => exercise === step.exercise) === index);
  return firstSteps.map((first) => ({
    exercise: first.exercise,
    name: exerciseName(plan, first.exercise),
    level: plan.exercises[first.exercise]?.levels[first.level] ?? first.level,
    at: first.at,
    dose: dose(first),
    inRestsOf: first.during_rest_of && exerciseName(plan, first.during_rest_of),
  }));
}

export function exerciseName(plan: Plan, id: string): string {
  return plan.exercises[id]?.name ?? id;
}

function dose({ sets, reps, seconds, side }: Step): string {
  if (reps !== null) {
    return side === "both" ? t("{sets} × {reps} reps", { sets, reps }) : t("{sets} × {reps} reps per side", { sets, reps });
  }
  return side === "both"
    ? t("{sets} × {seconds} s", { sets, seconds })
    : t("{sets} × {seconds} s per side", { sets, seconds });
}
