/** Where on the plan's timeline we are, between two words from the server. */

import type { State } from "./wire/session";

/** What the server said last, and when it came, in milliseconds of the page's clock. */
export interface Heard {
  state: State;
  received: number;
}

/** Returns seconds on the plan's timeline at `now`, which moves only while the session runs. */
export function positionAt({ state, received }: Heard, now: number): number {
  return state.status === "running" ? state.position + (now - received) / 1000 : state.position;
}
