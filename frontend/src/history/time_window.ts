/** Which time all plots show together, in whole days; what moves one moves all. */

import { batch, computed, signal } from "@preact/signals";

import { addDays, DAY_S, daysBetween, secondsOf } from "./calendar";
import { firstDay, historyDays } from "./days";

/** How many weeks can be shown at once; Infinity: all there are. */
export const WEEK_SPANS = [4, 13, 52, Infinity] as const;
export type WeekSpan = (typeof WEEK_SPANS)[number];

export const weekSpan = signal<WeekSpan>(13);

/** How many days the last one shown lies before today; 0: today is shown. In between while a hand moves it. */
const daysBack = signal(0);

/** Less than a week is nothing to look back on. */
const MIN_DAYS = 7;

/** The last day that there is. */
const lastDate = computed(() => historyDays.value?.at(-1)?.date ?? "2026-01-01");

/** How many days there are, those of before that are still to come from the server as well. */
export const daysAvailable = computed(() => {
  const first = firstDay.value;
  return Math.max(MIN_DAYS, first === null ? 0 : daysBetween(first, lastDate.value) + 1);
});

/** How many days are shown. */
export const daysShown = computed(() => Math.min(daysAvailable.value, weekSpan.value * 7));

/** The first and the last day shown. */
export const shownDates = computed(() => {
  const to = addDays(lastDate.value, -Math.round(daysBack.value));
  return { from: addDays(to, 1 - daysShown.value), to };
});

/** The same as an axis has it, in seconds: with room for the bars at both ends, that of a week that has begun as well. */
export const axisRange = computed(() => {
  const last = secondsOf(lastDate.value) - daysBack.value * DAY_S;
  return { min: last - (daysShown.value - 0.5) * DAY_S, max: last + Math.min(3, daysShown.value / 10) * DAY_S };
});

/** Whether there is anything to see farther back, and nearer to today. */
export const canGo = computed(() => ({ earlier: daysBack.value < daysAvailable.value - daysShown.value, later: daysBack.value > 0 }));

/** Moves by so many days: to the past when negative. */
export function panDays(by: number): void {
  daysBack.value = Math.min(Math.max(daysBack.value - by, 0), Math.max(0, daysAvailable.value - daysShown.value));
}

/** Shows so many weeks, with the same last day where that is possible. */
export function setWeekSpan(weeks: WeekSpan): void {
  batch(() => {
    weekSpan.value = weeks;
    panDays(0);
  });
}

/** Moves as little as is needed for a day to be shown. */
export function revealDate(date: string): void {
  const { from, to } = shownDates.value;
  if (date < from) panDays(-daysBetween(date, from));
  else if (date > to) panDays(daysBetween(to, date));
}

/** What the plots of days are drawn of: a year of days is too many to tell them apart. */
export const plotUnit = computed(() => (daysShown.value > 26 * 7 ? "week" : "day"));
