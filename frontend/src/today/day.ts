/** Today as the server told it last: the charge, what is known of the day, and what a session would do. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ChargeEffects, ChargeRange, Day } from "../connection/shapes/day";
import type { Location } from "../connection/shapes/settings";

export const day = signal<Day | null>(null);
export const chargeEffects = signal<ChargeEffects>([]);

/** How often it is asked for: a charge moves by a fifth of a percent in a minute at most. */
const REFRESH_MS = 60_000;

/** What could be anything within more than this many percent is not worth a number. */
export const VAGUE_PERCENT = 60;

export function isVague({ low, high }: ChargeRange): boolean {
  return high - low > VAGUE_PERCENT;
}

/** Asks for the day once a minute while somebody looks; returns what stops it. */
export function followDay(): () => void {
  const look = (): void => {
    if (document.visibilityState === "visible") attempt(refresh);
  };
  look();
  const timer = setInterval(look, REFRESH_MS);
  document.addEventListener("visibilitychange", look);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  };
}

async function refresh(): Promise<void> {
  const before = day.value;
  const reply = await api.day();
  // What was told meanwhile is newer than what was asked for before.
  if (day.value === before) day.value = reply;
}

/** Asks what sessions at a place would do to the charge; where none is allowed or left, nothing is said of it. */
export async function loadChargeEffects(place: Location): Promise<void> {
  chargeEffects.value = await api.chargeEffects(place);
}
