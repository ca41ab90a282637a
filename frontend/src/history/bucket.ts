/** Days taken together: a day, a week or a month of them, with the sums and means that are drawn and told. */

import { addDays, mondayOf, monthOf } from "./calendar";
import type { HistoryDay, PerLeg } from "./days";
import { groupBy } from "./group_by";

export type BucketUnit = "day" | "week" | "month" | "quarter";

/** How often one said something, and from what to what it went. */
export interface ScoreStats {
  mean: number;
  worst: number;
}

export interface Bucket {
  /** Its first and last day of those that are known. */
  from: string;
  to: string;
  /** Where it begins by the calendar. */
  start: string;
  low: number | null;
  high: number | null;
  /** Hours a day, of the days of which anything is known; null: of none. */
  sitting: number | null;
  known: number | null;
  sessions: number;
  /** Sets of the leg that had fewer. */
  maximus: number;
  medius: number;
  /** Minutes, by exercise; those that were not done are missing. */
  stretches: Record<string, PerLeg>;
  form: number | null;
  /** Each before, or without, a session, and after one. */
  numb: [ScoreStats | null, ScoreStats | null];
  wobble: [ScoreStats | null, ScoreStats | null];
  pain: ScoreStats | null;
}

export function startOfUnit(date: string, unit: BucketUnit): string {
  switch (unit) {
    case "day":
      return date;
    case "week":
      return mondayOf(date);
    case "month":
      return monthOf(date);
    case "quarter":
      return `${date.slice(0, 5)}${String(Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, "0")}-01`;
  }
}

/** Returns the days in buckets, the oldest first. */
export function bucketsOf(days: HistoryDay[], unit: BucketUnit): Bucket[] {
  return [...groupBy(days, ({ date }) => startOfUnit(date, unit))].map(([start, bucketDays]) => bucket(start, bucketDays));
}

function bucket(start: string, days: HistoryDay[]): Bucket {
  const knownDays = days.filter(({ known }) => known > 0);
  const felt = days.flatMap((day) => day.felt);
  const beforeAndAfter = (name: "numb" | "wobble"): [ScoreStats | null, ScoreStats | null] => [
    scoreStats(felt.filter(({ session }) => session === null).map((entry) => entry[name])),
    scoreStats(felt.filter(({ session }) => session !== null).map((entry) => entry[name])),
  ];
  return {
    from: days[0]?.date ?? start,
    to: days.at(-1)?.date ?? start,
    start,
    low: mean(days.map(({ low }) => low)),
    high: mean(days.map(({ high }) => high)),
    sitting: mean(knownDays.map(({ sitting }) => sitting / 60)),
    known: mean(knownDays.map(({ known }) => known / 60)),
    sessions: sum(days.map(({ sessions }) => sessions)),
    maximus: fewer(days.map(({ maximus }) => maximus)),
    medius: fewer(days.map(({ medius }) => medius)),
    stretches: minutes(days.map(({ stretches }) => stretches)),
    form: mean(days.map(({ form }) => form)),
    numb: beforeAndAfter("numb"),
    wobble: beforeAndAfter("wobble"),
    pain: scoreStats(felt.map(({ pain }) => pain)),
  };
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function mean(values: (number | null)[]): number | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : sum(numbers) / numbers.length;
}

function legs(values: PerLeg[]): PerLeg {
  return { left: sum(values.map(({ left }) => left)), right: sum(values.map(({ right }) => right)) };
}

function minutes(values: Record<string, PerLeg>[]): Record<string, PerLeg> {
  const names = new Set(values.flatMap((value) => Object.keys(value)));
  return Object.fromEntries([...names].map((name) => [name, legs(values.map((value) => value[name] ?? { left: 0, right: 0 }))]));
}

function fewer(values: PerLeg[]): number {
  const { left, right } = legs(values);
  return Math.min(left, right);
}

function scoreStats(values: (number | null)[]): ScoreStats | null {
  const numbers = values.filter((value) => value !== null);
  return numbers.length === 0 ? null : { mean: sum(numbers) / numbers.length, worst: Math.max(...numbers) };
}

/** Returns the day of a bucket that one most likely wants to see: the last on which something was done, or told. */
export function mostRelevantDay(days: HistoryDay[], { from, to }: Bucket): string {
  const bucketDays = days.filter(({ date }) => from <= date && date <= to);
  const best = bucketDays.findLast(({ sessions }) => sessions > 0) ?? bucketDays.findLast(({ known, felt }) => known > 0 || felt.length > 0);
  return best?.date ?? to;
}

/** Returns whether a bucket is over: a week that has begun is no week yet. */
export function isComplete({ start, to }: Bucket, unit: BucketUnit): boolean {
  return startOfUnit(addDays(to, 1), unit) !== start;
}
