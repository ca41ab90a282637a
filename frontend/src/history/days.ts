/** The days of the history: the latest are loaded at once, earlier ones in steps while the view is open. */

import { computed, signal } from "@preact/signals";

import { api } from "../connection/api";
import type { Days } from "../connection/shapes/days";
import { addDays, daysBetween, localDate } from "./calendar";
import { groupBy } from "./group_by";

/** A day; null stands for unknown. */
export interface HistoryDay {
  date: string;
  low: number | null;
  high: number | null;
  /** Minutes. */
  sitting: number;
  known: number;
  sessions: number;
  maximus: PerLeg;
  medius: PerLeg;
  /** Minutes, by exercise. */
  stretches: Record<string, PerLeg>;
  form: number | null;
  felt: Days["felt"];
}

export interface PerLeg {
  left: number;
  right: number;
}

/** The number of days in the first request, and in each further one. */
const [FIRST_DAYS, MORE_DAYS] = [91, 182];

/** The loaded pages, oldest first. */
const pages = signal<Days[]>([]);

/** Every loaded day, oldest first; null before the first request. */
export const historyDays = computed(() => (pages.value.length === 0 ? null : pages.value.flatMap(daysOf)));

/** The first day of the journal; null if it is empty. */
export const firstDay = computed(() => pages.value[0]?.first ?? null);

/** The name of every stretch ever done, by its id. */
export const stretchNames = computed(
  () => new Map(pages.value.flatMap((page) => page.stretches.map(({ exercise, name }) => [exercise, name]))),
);

/** Whether earlier days remain to be loaded. */
export const hasMore = computed(() => {
  const [oldest] = pages.value;
  return oldest !== undefined && oldest.first !== null && oldest.first < oldest.from;
});

/** Loads the latest days, then runs `then`, and loads earlier days as long as `isWanted` says so. */
export async function loadDays(isWanted: () => boolean, then: () => Promise<void>): Promise<void> {
  const latest = await api.days(FIRST_DAYS);
  if (!isWanted()) return;
  // Loaded pages stay, because the user may have left the view and come back.
  const olderPages = pages.value.filter(({ to }) => to < latest.from);
  const joins = olderPages.at(-1)?.to === addDays(latest.from, -1);
  pages.value = joins ? [...olderPages, latest] : [latest];
  await then();
  while (hasMore.value && isWanted()) {
    const [oldest] = pages.value;
    if (!oldest) return;
    const before = await api.days(MORE_DAYS, addDays(oldest.from, -1));
    if (pages.value[0] === oldest) pages.value = [before, ...pages.value];
  }
}

/** Reloads an edited day, and the days that its charge affects. */
export async function reloadDay(date: string): Promise<void> {
  const reloaded = await Promise.all(
    pages.value.map((part) => {
      const isAffected = part.from <= addDays(date, 1) && date <= part.to;
      return isAffected ? api.days(daysBetween(part.from, part.to) + 1, part.to) : part;
    }),
  );
  pages.value = reloaded;
}

function daysOf(part: Days): HistoryDay[] {
  const felt = groupBy(part.felt, ({ at }) => localDate(at));
  const legs = (columns: { left: number[]; right: number[] }, row: number): PerLeg => ({
    left: columns.left[row] ?? 0,
    right: columns.right[row] ?? 0,
  });
  return part.low.map((low, row) => {
    const date = addDays(part.from, row);
    return {
      date,
      low,
      high: part.high[row] ?? null,
      sitting: part.sitting[row] ?? 0,
      known: part.known[row] ?? 0,
      sessions: part.sessions[row] ?? 0,
      maximus: legs(part.sets.gluteus_maximus, row),
      medius: legs(part.sets.gluteus_medius, row),
      stretches: Object.fromEntries(part.stretches.map((stretch) => [stretch.exercise, legs(stretch, row)])),
      form: part.form[row] ?? null,
      felt: felt.get(date) ?? [],
    };
  });
}
