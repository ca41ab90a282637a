/** How many pictures a second are judged, and whether that is enough. */

/** Seconds over which it is counted. */
const OVER = 3;

/** Below so many a second a repetition can be missed; above so many all is well again. */
const [TOO_SLOW, FAST_ENOUGH] = [8, 10];

export class Rate {
  private readonly seen: number[] = [];
  /** Whether it has been too slow for OVER seconds. */
  slow = false;

  /** Begins at a moment, in seconds. */
  constructor(private readonly began: number) {}

  /** Notes a picture. */
  note(now: number): void {
    this.seen.push(now);
  }

  /** Returns pictures a second now, and heeds whether that is enough. Called every second or so, picture or not. */
  at(now: number): number {
    while (this.seen.length > 0 && this.seen[0]! <= now - OVER) this.seen.shift();
    const since = Math.min(OVER, now - this.began);
    const rate = since > 0 ? this.seen.length / since : 0;
    // The first pictures are slow everywhere, and say nothing.
    if (now - this.began >= 2 * OVER) this.slow = rate < (this.slow ? FAST_ENOUGH : TOO_SLOW);
    return rate;
  }
}
