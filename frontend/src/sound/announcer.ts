/** Decides which cue the browser's voice says now. */

import type { Cue } from "../connection/shapes/session";
import { estimateSeconds, fits, interrupts, MAX_DELAY_S } from "./cue_selection";

/** Picks the next cue to say. It holds back at most one cue, and no longer than the cue is worth. */
export class Announcer {
  #lookedUntil = -Infinity;
  #waitingCue: Cue | null = null;

  /**
   * Returns the cue to say now, over the current one if any; null: nothing new.
   *
   * Of several due cues it takes the latest, but prefers a sentence to a word of the tempo.
   */
  next(cues: readonly Cue[], position: number, current: Cue | null, rate: number): Cue | null {
    const wentBack = position < this.#lookedUntil - MAX_DELAY_S;
    const from = Math.max(wentBack ? -Infinity : this.#lookedUntil, position - MAX_DELAY_S);
    this.#lookedUntil = wentBack ? position : Math.max(this.#lookedUntil, position);
    for (const cue of cues) {
      if (from < cue.at && cue.at <= position && fits(cue, cues, estimateSeconds(cue.text, rate))) this.add(cue);
    }
    const cue = this.#waitingCue;
    if (cue === null) return null;
    if (current !== null && !interrupts(cue, current)) {
      if (cue.moment === "tempo" || position - cue.at > MAX_DELAY_S) this.#waitingCue = null;
      return null;
    }
    this.#waitingCue = null;
    return position - cue.at > MAX_DELAY_S ? null : cue;
  }

  /** Adds a cue, which replaces the waiting one unless it is only a word of the tempo. */
  add(cue: Cue): void {
    if (this.#waitingCue === null || cue.moment !== "tempo") this.#waitingCue = cue;
  }

  /** Adds the coach's cue, unless a cue of the session waits. */
  offerCoachCue(cue: Cue): void {
    this.#waitingCue ??= cue;
  }

  /** Drops the waiting cue. */
  drop(): void {
    this.#waitingCue = null;
  }
}
