/** Where on the plan's timeline we are, between two words from the server. */

import type { SessionState } from "../connection/shapes/session";

/** What the server said last, and when it came, in milliseconds of the page's clock. */
export interface SessionClock {
  state: SessionState;
  received: number;
  /** The moment of the page's clock at which the position was 0, were it to have run all the time. */
  origin: number;
}

/** A word this much later than the ones before is a jump on the timeline, not a slow page. */
const JUMP_MS = 1000;

/** By how much two clocks may drift apart: a quartz that is off by 17 seconds a day. */
const MAX_DRIFT = 0.0002;

/**
 * Returns what is known after a word from the server.
 *
 * A word can only come late, never early: of several in one run the earliest tells best where the session is. So a
 * page that was busy when the word came does not take itself to be behind.
 */
export function syncClock(state: SessionState, received: number, before: SessionClock | null): SessionClock {
  const origin = received - state.position * 1000;
  const isContinuous =
    before?.state.status === "running" &&
    state.status === "running" &&
    state.position >= before.state.position &&
    // Who is watched makes it wait, or sends it on: then it is where it is said to be.
    state.until === before.state.until;
  if (!isContinuous || origin - before.origin > JUMP_MS) return { state, received, origin };
  const latestOrigin = before.origin + MAX_DRIFT * (received - before.received);
  return { state, received, origin: Math.min(origin, latestOrigin) };
}

/** Returns seconds on the plan's timeline at `now`, which moves only while the session runs and does not wait. */
export function positionAt({ state, origin }: SessionClock, now: number): number {
  if (state.status !== "running") return state.position;
  return Math.min((now - origin) / 1000, state.until ?? Infinity);
}
