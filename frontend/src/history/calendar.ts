/** Calendar dates without hours, "2026-03-02", so that changes of the clocks don't matter. */

import { locale } from "../texts";

export const DAY_S = 24 * 3600;

/** Returns a date as seconds since 1970 in UTC, as an axis counts. */
export function secondsOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / 1000;
}

/** Returns the date of such seconds. */
export function dateOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOf(secondsOf(date) + days * DAY_S);
}

/** Returns the number of days from one date to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((secondsOf(to) - secondsOf(from)) / DAY_S);
}

/** Returns the Monday of a date's week. */
export function mondayOf(date: string): string {
  const weekday = new Date(secondsOf(date) * 1000).getUTCDay();
  return addDays(date, -((weekday + 6) % 7));
}

/** Returns the first day of a date's month. */
export function monthOf(date: string): string {
  return `${date.slice(0, 7)}-01`;
}

/** Returns the date of a moment in the local time zone. */
export function localDate(iso: string): string {
  const at = new Date(iso);
  const [month, day] = [at.getMonth() + 1, at.getDate()].map((part) => String(part).padStart(2, "0"));
  return `${at.getFullYear()}-${month}-${day}`;
}

/** Returns a date for the reader: "Monday, 2 March 2026", or as the options say. */
export function formatDate(date: string, options: Intl.DateTimeFormatOptions = { dateStyle: "full" }): string {
  return dateFormat(options).format(secondsOf(date) * 1000);
}

/** Formatters, cached: creating one takes longer than using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = locale.value + JSON.stringify(options);
  const formatter = formats.get(key) ?? new Intl.DateTimeFormat(locale.value, { ...options, timeZone: "UTC" });
  formats.set(key, formatter);
  return formatter;
}
