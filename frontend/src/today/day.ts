/** The state of today: the charge, the known activities, and the effect of possible sessions. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ChargeEffects, ChargeRange, Day } from "../connection/shapes/day";
import type { Location } from "../connection/shapes/settings";

export const day = signal<Day | null>(null);
export const chargeEffects = signal<ChargeEffects>([]);

/** The interval of requests: a charge moves by at most a fifth of a percent in a minute. */
const REFRESH_MS = 60_000;

/** A range wider than this many percent isn't worth a number. */
export const VAGUE_PERCENT = 60;

export function isVague({ low, high }: ChargeRange): boolean {
  return high - low > VAGUE_PERCENT;
}

/** Refreshes the day once a minute while the page is visible; returns a function that stops this. */
export function followDay(): () => void {
  const refreshIfVisible = (): void => {
    if (document.visibilityState === "visible") attempt(refresh);
  };
  refreshIfVisible();
  const timer = setInterval(refreshIfVisible, REFRESH_MS);
  document.addEventListener("visibilitychange", refreshIfVisible);
  return () => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", refreshIfVisible);
  };
}

async function refresh(): Promise<void> {
  const before = day.value;
  const reply = await api.day();
  // An entry added meanwhile is newer than this reply.
  if (day.value === before) day.value = reply;
}

/** Loads the effects of sessions at a location; empty where no session is allowed or possible. */
export async function loadChargeEffects(place: Location): Promise<void> {
  chargeEffects.value = await api.chargeEffects(place);
}
