/** What a position on the plan's timeline shows. */

import type { Plan, Step } from "../connection/shapes/plan";
import type { Cue } from "../connection/shapes/session";

export interface StepProgress {
  /** The step under way; null in the lead-in before the first. */
  index: number | null;
  /** The step under way, or the first one during the lead-in. */
  step: Step;
  /** The elapsed share of the step or lead-in, 0 to 1. */
  fraction: number;
  /** Whole seconds left. */
  left: number;
  /** Repetitions left; null where seconds count. */
  repsLeft: number | null;
  /** The next work step. */
  next: Step | null;
}

/** Returns the index of the step at a position: null before the first, the last one after the end. */
export function stepAt(steps: readonly Step[], position: number): number | null {
  const index = steps.findLastIndex((step) => step.at <= position);
  return index < 0 ? null : index;
}

/** Returns the progress at a position; null for a plan without steps. */
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

/** Returns the caption: the last cue that is a sentence. The count is shown as a number, the tempo beside it. */
export function captionAt(cues: readonly Cue[], position: number): string {
  return lastCue(cues, position, (moment) => moment !== "count" && moment !== "tempo")?.text ?? "";
}

/** Returns the word of the tempo, "up" or "hold", while it is the last cue. */
export function tempoAt(cues: readonly Cue[], position: number): string {
  const last = lastCue(cues, position, (moment) => moment !== "count");
  return last?.moment === "tempo" ? last.text : "";
}

function lastCue(cues: readonly Cue[], position: number, matches: (moment: string) => boolean): Cue | undefined {
  return cues.findLast((cue) => cue.at <= position && matches(cue.moment));
}
