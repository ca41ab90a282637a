/** The notes of a plan's timeline. Each moment has a sound of its own, so that it is recognised without looking. */

import type { Step } from "../connection/shapes/plan";
import type { Session } from "../connection/shapes/session";
import { cueTraits } from "./cue_kinds";

export type ToneName = "work" | "other" | "switch" | "count" | "up" | "hold" | "down" | "halfway" | "last" | "done" | "hint";

export interface Note {
  at: number;
  sound: ToneName;
}

/** A tone of a sound: it starts seconds `after` the sound's start, with a share of the full loudness. */
export interface Tone {
  hertz: number;
  after: number;
  seconds: number;
  loudness: number;
}

const tone = (hertz: number, seconds: number, loudness = 1, after = 0): Tone => ({ hertz, after, seconds, loudness });

/** High for work and low for rest, with the countdown between; the sounds of each repetition are soft. */
export const SOUNDS: Record<ToneName, Tone[]> = {
  work: [tone(880, 0.25)],
  other: [tone(440, 0.25)],
  switch: [tone(440, 0.12), tone(660, 0.12, 1, 0.15), tone(440, 0.12, 1, 0.3)],
  count: [tone(660, 0.08)],
  up: [tone(1047, 0.05, 0.4)],
  hold: [tone(784, 0.05, 0.4)],
  down: [tone(523, 0.05, 0.4)],
  halfway: [tone(784, 0.1), tone(784, 0.1, 1, 0.15)],
  last: [tone(988, 0.1), tone(988, 0.1, 1, 0.15), tone(988, 0.1, 1, 0.3)],
  done: [tone(523, 0.18), tone(659, 0.18, 1, 0.18), tone(784, 0.5, 1, 0.36)],
  hint: [tone(349, 0.15, 0.3)],
};

/** The sounds that are lowered under a voice. */
export const METRONOME: ReadonlySet<ToneName> = new Set(["up", "hold", "down"]);

/** Returns all notes in order, one a moment; with `hints`, also a soft one for each new line to read. */
export function toneScore({ plan, cues }: Pick<Session, "plan" | "cues">, hints: boolean): Note[] {
  const at = (moment: string): number[] => cues.filter((cue) => cue.moment === moment).map((cue) => cue.at);
  // Of notes at the same moment the first in this list counts.
  const notes: Note[] = [
    { at: plan.seconds, sound: "done" },
    ...plan.steps.map((step): Note => ({ at: step.at, sound: stepSound(step) })),
    ...[...plan.steps.map((step) => step.at), plan.seconds].flatMap((end) =>
      [3, 2, 1].map((before): Note => ({ at: end - before, sound: "count" })),
    ),
    ...at("last").map((at): Note => ({ at, sound: "last" })),
    ...at("halfway").map((at): Note => ({ at, sound: "halfway" })),
    ...plan.steps.flatMap(tempoNotes),
    ...(hints ? cues.filter(({ moment }) => cueTraits(moment).hasHint).map(({ at }): Note => ({ at, sound: "hint" })) : []),
  ];
  const byMoment = new Map<number, Note>();
  for (const note of notes) {
    const moment = Math.round(note.at * 1000);
    if (!byMoment.has(moment)) byMoment.set(moment, note);
  }
  return [...byMoment.values()].sort((a, b) => a.at - b.at);
}

/** Returns the notes in `from` < at <= `until`. */
export function notesBetween(notes: readonly Note[], from: number, until: number): Note[] {
  return notes.filter(({ at }) => from < at && at <= until);
}

function stepSound({ kind }: Step): ToneName {
  if (kind === "work" || kind === "switch") return kind;
  return "other";
}

/** Returns a note for each phase of each repetition. */
function tempoNotes({ at, kind, reps, tempo }: Step): Note[] {
  if (kind !== "work" || reps === null || tempo === null) return [];
  const { up, hold, down } = tempo;
  const parts = (["up", "hold", "down"] as const).filter((part) => tempo[part] > 0);
  const starts = { up: 0, hold: up, down: up + hold };
  return Array.from({ length: reps }, (_, rep) => at + rep * (up + hold + down)).flatMap((start) =>
    parts.map((part) => ({ at: start + starts[part], sound: part })),
  );
}
