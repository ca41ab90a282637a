/** Selects the cues to speak from those of the server's timeline, and ranks them. */

import type { Cue, Session } from "../connection/shapes/session";
import type { Verbosity } from "../connection/shapes/settings";
import { exerciseName } from "../session/plan_blocks";
import { stepAt } from "../session/timeline";
import { t, tn } from "../texts";

/** Seconds after its time within which a cue is still worth saying. */
export const MAX_DELAY_S = 1;

/** An unhurried reading voice: 150 words a minute. */
const WORDS_PER_S = 2.5;

/** The same voice where words are long, as in German. */
const LETTERS_PER_S = 15;

/** A cue with a higher priority interrupts one with a lower. An unknown moment is a sentence like the rest. */
const PRIORITIES: Record<string, number> = { tempo: 0, form: 1, coach: 1, count: 3, last: 3, start: 3, switch: 3, done: 3 };
const SENTENCE_PRIORITY = 2;

/** A cue with this priority is worthless later: it interrupts its equals, too. */
const URGENT_PRIORITY = 3;

/** The moments that announce changes: not the tempo, nor how to do an exercise. */
const CHANGE_MOMENTS = new Set(["start", "switch", "rest", "last", "where", "done"]);

/** Returns the cues to speak. Of the cues before an exercise, only its name is a change. */
export function selectCues(cues: readonly Cue[], talk: Verbosity): Cue[] {
  if (talk === "all") return [...cues];
  if (talk !== "changes") return [];
  return cues.filter(
    ({ moment }, index) => CHANGE_MOMENTS.has(moment) || (moment === "setup" && cues[index - 1]?.moment !== "setup"),
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
  const [ownPriority, otherPriority] = [priority(cue), priority(other)];
  return ownPriority > otherPriority || (ownPriority === otherPriority && isUrgent(cue));
}

/** Whether a cue is worthless a moment later. */
export function isUrgent(cue: Cue): boolean {
  return priority(cue) === URGENT_PRIORITY || cue.moment === "tempo";
}

function priority({ moment }: Cue): number {
  return PRIORITIES[moment] ?? SENTENCE_PRIORITY;
}
