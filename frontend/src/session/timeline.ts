/** What is to be shown at a position of the plan's timeline. */

import type { Plan, Step } from "../connection/shapes/plan";
import type { Cue } from "../connection/shapes/session";

export interface StepProgress {
  /** The step under way; null in the lead-in before the first. */
  index: number | null;
  /** The step under way, or the first while in the lead-in. */
  step: Step;
  /** How much of the step, or of the lead-in, is over: 0 to 1. */
  fraction: number;
  /** Whole seconds left of it. */
  left: number;
  /** Repetitions left; null where seconds count. */
  repsLeft: number | null;
  /** The next work after this step. */
  next: Step | null;
}

/** Returns the index of the step at a position: null before the first, the last one after the end. */
export function stepAt(steps: readonly Step[], position: number): number | null {
  const index = steps.findLastIndex((step) => step.at <= position);
  return index < 0 ? null : index;
}

/** Returns what is shown at a position of a plan that has steps. */
export function stepProgressAt(plan: Plan, lead: number, position: number): StepProgress | null {
  const index = stepAt(plan.steps, position);
  const step = plan.steps[index ?? 0];
  if (!step) return null;
  const [from, until] = index === null ? [-lead, 0] : [step.at, step.at + step.seconds];
  const elapsed = Math.min(Math.max(position, from), until) - from;
  const ahead = plan.steps.slice(index === null ? 0 : index + 1);
  return {
    index,
    step,
    fraction: until > from ? elapsed / (until - from) : 1,
    left: Math.ceil(until - from - elapsed),
    repsLeft: index === null ? null : countRepsLeft(step, elapsed),
    next: ahead.find((later) => later.kind === "work") ?? null,
  };
}

function countRepsLeft({ kind, reps, tempo }: Step, elapsed: number): number | null {
  if (kind !== "work" || reps === null || tempo === null) return null;
  return Math.max(0, reps - Math.floor(elapsed / (tempo.up + tempo.hold + tempo.down)));
}

/** Returns the sentence to be read: the last cue that is one. Counting is shown as the number, the tempo beside it. */
export function captionAt(cues: readonly Cue[], position: number): string {
  return lastCue(cues, position, (moment) => moment !== "count" && moment !== "tempo")?.text ?? "";
}

/** Returns the word of the tempo, "up" or "hold", while it is what was said last. */
export function tempoAt(cues: readonly Cue[], position: number): string {
  const last = lastCue(cues, position, (moment) => moment !== "count");
  return last?.moment === "tempo" ? last.text : "";
}

function lastCue(cues: readonly Cue[], position: number, matches: (moment: string) => boolean): Cue | undefined {
  return cues.findLast((cue) => cue.at <= position && matches(cue.moment));
}
