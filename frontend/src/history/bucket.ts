/** Groups days into buckets (days, weeks, months, quarters) with the sums and means that the history shows. */

import { addDays, mondayOf, monthOf } from "./calendar";
import type { HistoryDay, PerLeg } from "./days";
import { groupBy } from "./group_by";

export type BucketUnit = "day" | "week" | "month" | "quarter";

/** The mean and the worst of reported scores. */
export interface ScoreStats {
  mean: number;
  worst: number;
}

export interface Bucket {
  /** Its first and last known day. */
  from: string;
  to: string;
  /** The calendar's start of the bucket. */
  start: string;
  low: number | null;
  high: number | null;
  /** Hours a day, averaged over days with any record; null if there is none. */
  sitting: number | null;
  known: number | null;
  sessions: number;
  /** Sets of the leg that had fewer. */
  maximus: number;
  medius: number;
  /** Minutes by exercise; without the exercises not done. */
  stretches: Record<string, PerLeg>;
  form: number | null;
  /** First the scores outside or before a session, then those after one. */
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

/** Returns the days in buckets, oldest first. */
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

/** Returns the day of a bucket to open first: the last with a session, else the last with any record. */
export function mostRelevantDay(days: HistoryDay[], { from, to }: Bucket): string {
  const bucketDays = days.filter(({ date }) => from <= date && date <= to);
  const best =
    bucketDays.findLast(({ sessions }) => sessions > 0) ??
    bucketDays.findLast(({ known, felt }) => known > 0 || felt.length > 0);
  return best?.date ?? to;
}

/** Returns whether a bucket is over: the current week isn't complete yet. */
export function isComplete({ start, to }: Bucket, unit: BucketUnit): boolean {
  return startOfUnit(addDays(to, 1), unit) !== start;
}
