/** Where the hours of a day lie on its strip, and what a hand on it means. Times are milliseconds since 1970. */

import type { Day, Span } from "../connection/shapes/day";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** What a hand or a key moves by. */
export const STEP_MS = 5 * MINUTE_MS;

/** The strip shows at least the hours from here to there. */
const [MORNING, EVENING] = [6, 22];

/** Two moments, the first before the second. */
export interface Stretch {
  from: number;
  to: number;
}

/** What is known of a stretch of time; `null`: nobody told. */
export interface Part extends Stretch {
  activity: Span["activity"] | null;
}

/** Returns the server's now, on a whole minute: what is told must not end in the future. */
export function nowOf(day: Day): number {
  return Math.floor(Date.parse(day.charge.at) / MINUTE_MS) * MINUTE_MS;
}

/** Returns which part of a day is shown: the night only if somebody was up. */
export function shown(day: Day): Stretch {
  const [start, end] = [Date.parse(day.from), Date.parse(day.to)];
  const up = day.spans.filter(({ activity }) => activity !== "lying").map(({ start: at }) => Date.parse(at));
  const first = Math.min(nowOf(day), ...up, start + MORNING * HOUR_MS);
  return {
    from: Math.max(start, Math.floor(first / HOUR_MS) * HOUR_MS),
    to: Math.min(end, Math.max(start + EVENING * HOUR_MS, Math.ceil(nowOf(day) / HOUR_MS) * HOUR_MS)),
  };
}

/** Returns how far along a stretch a moment is, from 0 to 1. */
export function along({ from, to }: Stretch, at: number): number {
  return Math.min(Math.max((at - from) / (to - from), 0), 1);
}

/** Returns everything from midnight until now, what nobody told as well. */
export function parts(day: Day): Part[] {
  const found: Part[] = [];
  let at = Date.parse(day.from);
  for (const { start, end, activity } of day.spans) {
    if (at < Date.parse(start)) found.push({ from: at, to: Date.parse(start), activity: null });
    at = Date.parse(end);
    found.push({ from: Date.parse(start), to: at, activity });
  }
  if (at < nowOf(day)) found.push({ from: at, to: nowOf(day), activity: null });
  return found;
}

/** Returns a moment on the nearest step, within the time that can be told of. */
export function snapped(day: Day, at: number): number {
  const now = nowOf(day);
  const step = Math.round(at / STEP_MS) * STEP_MS;
  return at >= now ? now : Math.min(Math.max(step, Date.parse(day.from)), now);
}

/** Returns a moment as HH:MM here, for a field. */
export function hoursMinutes(at: number): string {
  const date = new Date(at);
  return [date.getHours(), date.getMinutes()].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Returns the moment of a day at which clocks here say HH:MM. */
export function onDay(from: string, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return new Date(from).setHours(hours, minutes, 0, 0);
}

/** Returns the whole hours of a stretch at which something is written, every third one. */
export function hours({ from, to }: Stretch): number[] {
  const found: number[] = [];
  for (let at = from; at < to; at += HOUR_MS) if (new Date(at).getHours() % 3 === 0) found.push(at);
  return found;
}
