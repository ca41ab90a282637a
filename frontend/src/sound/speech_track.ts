/** Decides when each cue is spoken, once the length of its sound is known: which waits, is cut or is skipped. */

import type { Cue } from "../connection/shapes/session";
import { interrupts, MAX_DELAY_S } from "./cue_selection";

/** A cue and its time, in seconds of a clock that never stops: a session may wait while a sentence continues. */
export interface ScheduledCue {
  readonly cue: Cue;
  readonly from: number;
  readonly until: number;
}

/**
 * Returns the track with one more cue, or unchanged if it is skipped.
 *
 * A heavier cue cuts the current one; any other waits for its end, if it is still worth saying then, and
 * replaces a waiting one. A word of the tempo is spoken only in silence or over another one.
 *
 * @param track the scheduled cues, in order
 * @param cue the next cue
 * @param due when it is worth saying
 * @param now the earliest possible time
 * @param seconds the length of its sound
 */
export function addCue(
  track: readonly ScheduledCue[],
  cue: Cue,
  due: number,
  now: number,
  seconds: number,
): readonly ScheduledCue[] {
  const at = Math.max(due, now);
  const started = track.filter(({ from }) => from <= at);
  const current = started.find(({ until }) => until > at);
  if (cue.moment === "tempo" && started.length < track.length) return track;
  if (current && !interrupts(cue, current.cue)) {
    if (cue.moment === "tempo" || current.until - due > MAX_DELAY_S) return track;
    return [...started, { cue, from: current.until, until: current.until + seconds }];
  }
  const withCut = started.map((line) => (line === current ? { ...line, until: at } : line));
  return [...withCut, { cue, from: at, until: at + seconds }];
}
