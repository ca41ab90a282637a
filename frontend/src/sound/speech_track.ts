/** When each cue is said, once it is known how long its sound takes: what waits, what is cut, what is left out. */

import type { Cue } from "../connection/shapes/session";
import { interrupts, MAX_DELAY_S } from "./cue_selection";

/** A cue and when it is heard, in seconds of a clock that never stands still: a session may wait while one speaks. */
export interface ScheduledCue {
  readonly cue: Cue;
  readonly from: number;
  readonly until: number;
}

/**
 * Returns the lines with one more cue, or as they were when it is not said.
 *
 * A cue of more weight cuts what is being said; any other waits for its end, if it is still worth saying then. What
 * waits already gives way. A word of the tempo is said to silence or over another one, or not at all.
 *
 * @param track what is said, in order
 * @param cue the next cue
 * @param due when it is worth saying
 * @param now the earliest moment at which it can be
 * @param seconds how long its sound takes
 */
export function addCue(track: readonly ScheduledCue[], cue: Cue, due: number, now: number, seconds: number): readonly ScheduledCue[] {
  const at = Math.max(due, now);
  const started = track.filter(({ from }) => from <= at);
  const saying = started.find(({ until }) => until > at);
  if (cue.moment === "tempo" && started.length < track.length) return track;
  if (saying && !interrupts(cue, saying.cue)) {
    if (cue.moment === "tempo" || saying.until - due > MAX_DELAY_S) return track;
    return [...started, { cue, from: saying.until, until: saying.until + seconds }];
  }
  const cut = started.map((line) => (line === saying ? { ...line, until: at } : line));
  return [...cut, { cue, from: at, until: at + seconds }];
}
