/** Today as the server told it last: the charge, what is known of the day, and what a session would do. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Day, Effects, Range } from "../connection/shapes/day";
import type { Place } from "../connection/shapes/settings";

export const day = signal<Day | null>(null);
export const effects = signal<Effects>([]);

/** How often it is asked for: a charge moves by a fifth of a percent in a minute at most. */
const EVERY_MS = 60_000;

/** What could be anything within more than this many percent is not worth a number. */
export const VAGUE = 60;

export function isVague({ low, high }: Range): boolean {
  return high - low > VAGUE;
}

/** Asks for the day once a minute while somebody looks; returns what stops it. */
export function follow(): () => void {
  const look = (): void => {
    if (document.visibilityState === "visible") attempt(refresh);
  };
  look();
  const timer = setInterval(look, EVERY_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

async function refresh(): Promise<void> {
  const before = day.value;
  const found = await api.day();
  // What was told meanwhile is newer than what was asked for before.
  if (day.value === before) day.value = found;
}

/** Asks what sessions at a place would do to the charge; where none is allowed or left, nothing is said of it. */
export async function reckon(place: Place): Promise<void> {
  effects.value = await api.effects(place);
}
