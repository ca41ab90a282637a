/** How many pictures a second are judged, and whether that is enough. */

/** Seconds over which it is counted. */
const WINDOW_S = 3;

/** Below so many a second a repetition can be missed; above so many all is well again. */
const [TOO_SLOW_FPS, FAST_ENOUGH_FPS] = [8, 10];

export class FrameRate {
  private readonly times: number[] = [];
  /** Whether it has been too slow for OVER seconds. */
  isSlow = false;

  /** Begins at a moment, in seconds. */
  constructor(private readonly startedAt: number) {}

  /** Notes a picture. */
  addPicture(now: number): void {
    this.times.push(now);
  }

  /** Returns pictures a second now, and heeds whether that is enough. Called every second or so, picture or not. */
  picturesPerSecond(now: number): number {
    while (this.times.length > 0 && this.times[0]! <= now - WINDOW_S) this.times.shift();
    const since = Math.min(WINDOW_S, now - this.startedAt);
    const rate = since > 0 ? this.times.length / since : 0;
    // The first pictures are slow everywhere, and say nothing.
    if (now - this.startedAt >= 2 * WINDOW_S) this.isSlow = rate < (this.isSlow ? FAST_ENOUGH_FPS : TOO_SLOW_FPS);
    return rate;
  }
}
