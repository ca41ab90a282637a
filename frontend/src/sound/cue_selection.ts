/** Selects the cues to speak from those of the server's timeline, and ranks them. */

import type { Cue, Session } from "../connection/shapes/session";
import type { Verbosity } from "../connection/shapes/settings";
import { exerciseName } from "../session/plan_blocks";
import { stepAt } from "../session/timeline";
import { t, tn } from "../texts";
import { cueTraits, URGENT_WEIGHT } from "./cue_kinds";

/** Seconds after its time within which a cue is still worth saying. */
export const MAX_DELAY_S = 1;

/** An unhurried reading voice: 150 words a minute. */
const WORDS_PER_S = 2.5;

/** The same voice where words are long, as in German. */
const LETTERS_PER_S = 15;

/** Returns the cues to speak. Of the cues before an exercise, only its name is a change. */
export function selectCues(cues: readonly Cue[], talk: Verbosity): Cue[] {
  if (talk === "all") return [...cues];
  if (talk !== "changes") return [];
  return cues.filter(
    ({ moment }, index) => cueTraits(moment).isChange || (moment === "setup" && cues[index - 1]?.moment !== "setup"),
  );
}

/** Returns about how many seconds a text takes to say. */
export function estimateSeconds(text: string, rate: number): number {
  return Math.max(text.split(/\s+/).length / WORDS_PER_S, text.length / LETTERS_PER_S) / rate;
}

/** Returns a cue that says where the session is, after a pause within a step. */
export function positionCue({ plan }: Session, position: number): Cue | null {
  const step = plan.steps[stepAt(plan.steps, position) ?? -1];
  if (!step || position - step.at < MAX_DELAY_S || position >= plan.seconds) return null;
  const exercise = exerciseName(plan, step.exercise);
  const seconds = Math.round(step.at + step.seconds - position);
  const text =
    step.kind === "work"
      ? tn("{exercise}: {count} second left.", "{exercise}: {count} seconds left.", seconds, { exercise })
      : t("Next: {exercise}.", { exercise });
  return { at: position, moment: "where", text };
}

/** Whether there is time for a cue before the next sentence; only hints about form are skipped for lack of time. */
export function fits(cue: Cue, cues: readonly Cue[], seconds: number): boolean {
  if (cue.moment !== "form") return true;
  const following = cues.find(({ at, moment }) => at > cue.at && moment !== "tempo");
  return !following || cue.at + seconds <= following.at;
}

/** Whether a cue interrupts another one. */
export function interrupts(cue: Cue, other: Cue): boolean {
  const [ownWeight, otherWeight] = [weight(cue), weight(other)];
  return ownWeight > otherWeight || (ownWeight === otherWeight && isUrgent(cue));
}

/** Whether a cue is worthless a moment later. */
export function isUrgent(cue: Cue): boolean {
  return weight(cue) === URGENT_WEIGHT || cue.moment === "tempo";
}

function weight({ moment }: Cue): number {
  return cueTraits(moment).weight;
}
