import { describe, expect, it } from "vitest";

import type { SessionState } from "../src/connection/shapes/session";
import { positionAt, syncClock, type SessionClock } from "../src/session/session_clock";

const running: SessionState = { status: "running", position: 12, step: 0, cause: null, revision: 0, until: null };

/** Returns the clock after messages of a session that began at 0, one a second, each late by so many milliseconds. */
function afterWords(...late: number[]): SessionClock {
  const words = late.map((by, second) => [{ ...running, position: second }, second * 1000 + by] as const);
  return words.reduce<SessionClock | null>((before, [state, received]) => syncClock(state, received, before), null) as SessionClock;
}

describe("the clock", () => {
  it("moves with the page's clock while the session runs", () => {
    expect(positionAt(syncClock(running, 5000, null), 6500)).toBe(13.5);
  });

  it("stands still in every other state", () => {
    for (const status of ["paused", "hurt", "done", "stopped"] as const) {
      expect(positionAt(syncClock({ ...running, status }, 5000, null), 60_000)).toBe(12);
    }
  });

  it("does not go back for a message that a busy page received late", () => {
    expect(afterWords(2, 2, 290, 250).origin).toBeCloseTo(2, 0);
  });

  it("goes forward with the first message that is received in time", () => {
    expect(afterWords(300, 280, 1).origin).toBe(1);
  });

  it("follows a server whose clock goes slower by as much as clocks do", () => {
    const words = Array.from({ length: 400 }, (_, second) => second * 0.1);
    expect(afterWords(...words).origin).toBeCloseTo(39.9, 5);
  });

  it.each<[string, SessionState, number]>([
    ["back to a position before", { ...running, position: 11.9 }, 5300],
    ["much further back", { ...running, position: 1 }, 5300],
    ["forward", { ...running, position: 40 }, 5300],
    ["late by more than a busy page", { ...running, position: 12.1 }, 7000],
  ])("follows a jump: %s", (_, state, received) => {
    expect(positionAt(syncClock(state, received, syncClock(running, 5000, null)), received)).toBeCloseTo(state.position, 9);
  });

  it("waits at the server's position, and goes on from the reported one", () => {
    const waiting = syncClock({ ...running, until: 13 }, 5000, null);
    expect(positionAt(waiting, 5500)).toBe(12.5);
    expect(positionAt(waiting, 60_000)).toBe(13);
    const released = syncClock({ ...running, position: 13.001, until: 17 }, 6300, waiting);
    expect(positionAt(released, 6300)).toBeCloseTo(13.001, 9);
  });

  it("starts again after a pause, however short", () => {
    const paused = syncClock({ ...running, status: "paused" }, 5000, syncClock(running, 4900, null));
    expect(positionAt(syncClock(running, 5400, paused), 5400)).toBe(12);
  });
});
