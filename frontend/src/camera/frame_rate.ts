/** Counts the pictures a second that the model reads, and whether they are enough. */

/** The seconds over which the rate is counted. */
const WINDOW_S = 3;

/** Below the first a repetition can be missed; above the second all is well again. */
const [TOO_SLOW_FPS, FAST_ENOUGH_FPS] = [8, 10];

export class FrameRate {
  private readonly times: number[] = [];
  /** Whether the rate has been too low for WINDOW_S. */
  isSlow = false;

  /** Starts counting at a time in seconds. */
  constructor(private readonly startedAt: number) {}

  /** Counts a picture. */
  addPicture(now: number): void {
    this.times.push(now);
  }

  /** Returns the current rate and updates `isSlow`. Called every second or so, even without a picture. */
  picturesPerSecond(now: number): number {
    while (this.times.length > 0 && this.times[0]! <= now - WINDOW_S) this.times.shift();
    const since = Math.min(WINDOW_S, now - this.startedAt);
    const rate = since > 0 ? this.times.length / since : 0;
    // The first pictures are slow everywhere, so they don't count.
    if (now - this.startedAt >= 2 * WINDOW_S) this.isSlow = rate < (this.isSlow ? FAST_ENOUGH_FPS : TOO_SLOW_FPS);
    return rate;
  }
}
