/** The period that all plots show, in whole days: moving one plot moves all. */

import { batch, computed, signal } from "@preact/signals";

import { addDays, DAY_S, daysBetween, secondsOf } from "./calendar";
import { firstDay, historyDays } from "./days";

/** The numbers of weeks to choose from; Infinity: all. */
export const WEEK_SPANS = [4, 13, 52, Infinity] as const;
export type WeekSpan = (typeof WEEK_SPANS)[number];

export const weekSpan = signal<WeekSpan>(13);

/** Days between the last shown day and today; a fraction while the user drags. */
const daysBack = signal(0);

/** A shorter period isn't worth showing. */
const MIN_DAYS = 7;

/** The last known date. */
const lastDate = computed(() => historyDays.value?.at(-1)?.date ?? "2026-01-01");

/** The number of days in the journal, including those not loaded yet. */
export const daysAvailable = computed(() => {
  const first = firstDay.value;
  return Math.max(MIN_DAYS, first === null ? 0 : daysBetween(first, lastDate.value) + 1);
});

/** The number of days shown. */
export const daysShown = computed(() => Math.min(daysAvailable.value, weekSpan.value * 7));

/** The first and the last date shown. */
export const shownDates = computed(() => {
  const to = addDays(lastDate.value, -Math.round(daysBack.value));
  return { from: addDays(to, 1 - daysShown.value), to };
});

/** The axis's range in seconds: with room for the bars at both ends, including that of the current week. */
export const axisRange = computed(() => {
  const last = secondsOf(lastDate.value) - daysBack.value * DAY_S;
  return { min: last - (daysShown.value - 0.5) * DAY_S, max: last + Math.min(3, daysShown.value / 10) * DAY_S };
});

/** Whether there are days before and after the period. */
export const canGo = computed(() => ({ earlier: daysBack.value < daysAvailable.value - daysShown.value, later: daysBack.value > 0 }));

/** Moves the period by so many days; negative: to the past. */
export function panDays(by: number): void {
  daysBack.value = Math.min(Math.max(daysBack.value - by, 0), Math.max(0, daysAvailable.value - daysShown.value));
}

/** Shows so many weeks, with the same last day if possible. */
export function setWeekSpan(weeks: WeekSpan): void {
  batch(() => {
    weekSpan.value = weeks;
    panDays(0);
  });
}

/** Moves the period by the least that shows a day. */
export function revealDate(date: string): void {
  const { from, to } = shownDates.value;
  if (date < from) panDays(-daysBetween(date, from));
  else if (date > to) panDays(daysBetween(to, date));
}

/** The bucket of the plots: in a long period single days can't be told apart. */
export const plotUnit = computed(() => (daysShown.value > 26 * 7 ? "week" : "day"));
