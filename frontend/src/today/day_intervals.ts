/** The intervals of a day, and how a pointer or key moves their edges. Times are milliseconds since 1970. */

import type { ActivitySpan, Day } from "../connection/shapes/day";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** The step of a pointer or a key. */
export const STEP_MS = 5 * MINUTE_MS;

/** The timeline shows at least the hours between these. */
const [MORNING_HOUR, EVENING_HOUR] = [6, 22];

/** Two moments, the first before the second. */
export interface Interval {
  from: number;
  to: number;
}

/** An interval of one activity; null: unknown. */
export interface DayPart extends Interval {
  activity: ActivitySpan["activity"] | null;
}

/** Returns the server's time in whole minutes: an entry must not end in the future. */
export function serverNow(day: Day): number {
  return Math.floor(Date.parse(day.charge.at) / MINUTE_MS) * MINUTE_MS;
}

/** Returns the interval that the timeline shows: it includes the night only if the user was up. */
export function shownInterval(day: Day): Interval {
  const [start, end] = [Date.parse(day.from), Date.parse(day.to)];
  const up = day.spans.filter(({ activity }) => activity !== "lying").map(({ start: at }) => Date.parse(at));
  const first = Math.min(serverNow(day), ...up, start + MORNING_HOUR * HOUR_MS);
  return {
    from: Math.max(start, Math.floor(first / HOUR_MS) * HOUR_MS),
    to: Math.min(end, Math.max(start + EVENING_HOUR * HOUR_MS, Math.ceil(serverNow(day) / HOUR_MS) * HOUR_MS)),
  };
}

/** Returns the share of an interval that lies before a moment, 0 to 1. */
export function shareAlong({ from, to }: Interval, at: number): number {
  return Math.min(Math.max((at - from) / (to - from), 0), 1);
}

/** Returns the parts from midnight until now, unknown ones included. */
export function dayParts(day: Day): DayPart[] {
  const intervals: DayPart[] = [];
  let at = Date.parse(day.from);
  for (const { start, end, activity } of day.spans) {
    if (at < Date.parse(start)) intervals.push({ from: at, to: Date.parse(start), activity: null });
    at = Date.parse(end);
    intervals.push({ from: Date.parse(start), to: at, activity });
  }
  if (at < serverNow(day)) intervals.push({ from: at, to: serverNow(day), activity: null });
  return intervals;
}

/** Returns a moment on the nearest step, between midnight and now. */
export function snapToStep(day: Day, at: number): number {
  const now = serverNow(day);
  const step = Math.round(at / STEP_MS) * STEP_MS;
  return at >= now ? now : Math.min(Math.max(step, Date.parse(day.from)), now);
}

/** Returns a moment as HH:MM local time, for a time field. */
export function timeFieldValue(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Returns the moment of a day at which local clocks show HH:MM. */
export function timeOnDay(from: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(from).setHours(hours, minutes, 0, 0);
}

/** Returns every third whole hour of an interval, for the labels. */
export function hourMarks({ from, to }: Interval): number[] {
  const marks: number[] = [];
  for (let at = from; at < to; at += HOUR_MS) if (new Date(at).getHours() % 3 === 0) marks.push(at);
  return marks;
}
