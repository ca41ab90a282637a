/** Which time all plots show together, in whole days; what moves one moves all. */

import { batch, computed, signal } from "@preact/signals";

import { addDays, daysBetween, DAY_S, secondsOf } from "./calendar";
import { beginning, days } from "./days";

/** How many weeks can be shown at once; Infinity: all there are. */
export const SPANS = [4, 13, 52, Infinity] as const;
export type Span = (typeof SPANS)[number];

export const span = signal<Span>(13);

/** How many days the last one shown lies before today; 0: today is shown. In between while a hand moves it. */
const back = signal(0);

/** Less than a week is nothing to look back on. */
const SHORTEST = 7;

/** The last day that there is. */
const today = computed(() => days.value?.at(-1)?.date ?? "2026-01-01");

/** How many days there are, those of before that are still to come from the server as well. */
export const whole = computed(() => {
  const first = beginning.value;
  return Math.max(SHORTEST, first === null ? 0 : daysBetween(first, today.value) + 1);
});

/** How many days are shown. */
export const length = computed(() => Math.min(whole.value, span.value * 7));

/** The first and the last day shown. */
export const shown = computed(() => {
  const to = addDays(today.value, -Math.round(back.value));
  return { from: addDays(to, 1 - length.value), to };
});

/** The same as an axis has it, in seconds: with room for the bars at both ends, that of a week that has begun as well. */
export const range = computed(() => {
  const last = secondsOf(today.value) - back.value * DAY_S;
  return { min: last - (length.value - 0.5) * DAY_S, max: last + Math.min(3, length.value / 10) * DAY_S };
});

/** Whether there is anything to see farther back, and nearer to today. */
export const canGo = computed(() => ({ earlier: back.value < whole.value - length.value, later: back.value > 0 }));

/** Moves by so many days: to the past when negative. */
export function pan(by: number): void {
  back.value = Math.min(Math.max(back.value - by, 0), Math.max(0, whole.value - length.value));
}

/** Shows so many weeks, with the same last day where that is possible. */
export function spread(weeks: Span): void {
  batch(() => {
    span.value = weeks;
    pan(0);
  });
}

/** Moves as little as is needed for a day to be shown. */
export function reveal(date: string): void {
  const { from, to } = shown.value;
  if (date < from) pan(-daysBetween(date, from));
  else if (date > to) pan(daysBetween(to, date));
}

/** What the plots of days are drawn of: a year of days is too many to tell them apart. */
export const unit = computed(() => (length.value > 26 * 7 ? "week" : "day"));
