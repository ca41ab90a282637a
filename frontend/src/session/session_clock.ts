/** The position on the plan's timeline between two messages from the server. */

import type { SessionState } from "../connection/shapes/session";

/** The server's last state, and when it arrived, in milliseconds of the page's clock. */
export interface SessionClock {
  state: SessionState;
  received: number;
  /** The page's time at which the position was 0, if the session had run ever since. */
  origin: number;
}

/** A message this much later than those before means a jump on the timeline, not a slow page. */
const JUMP_MS = 1000;

/** The most that two clocks drift apart: a quartz that is off by 17 seconds a day. */
const MAX_DRIFT = 0.0002;

/**
 * Returns the clock after a message from the server.
 *
 * A message can only be late, never early: the earliest of a run shows best where the session is. So a page that was
 * busy when a message came doesn't fall behind.
 */
export function syncClock(state: SessionState, received: number, before: SessionClock | null): SessionClock {
  const origin = received - state.position * 1000;
  const isContinuous =
    before?.state.status === "running" &&
    state.status === "running" &&
    state.position >= before.state.position &&
    // While the coach watches, it makes the session wait or go on: then the reported position counts.
    state.until === before.state.until;
  if (!isContinuous || origin - before.origin > JUMP_MS) return { state, received, origin };
  const latestOrigin = before.origin + MAX_DRIFT * (received - before.received);
  return { state, received, origin: Math.min(origin, latestOrigin) };
}

/**
 * Returns the position in seconds on the plan's timeline at `now`; it moves only while the session runs and doesn't
 * wait.
 */
export function positionAt({ state, origin }: SessionClock, now: number): number {
  if (state.status !== "running") return state.position;
  return Math.min((now - origin) / 1000, state.until ?? Infinity);
}
