/** Every text that a person sees: English here, in the reader's language where the catalogue has it. */

import { signal } from "@preact/signals";

export type Values = Record<string, string | number>;

interface Catalogue {
  language: string;
  messages: Record<string, string>;
}

export const catalogue = signal<Catalogue>({ language: "en", messages: {} });

/** Returns a text with its `{named}` places filled. The English must be written out at the call, for the extraction. */
export function t(english: string, values: Values = {}): string {
  const translated = catalogue.value.messages[english] || english;
  return translated.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Returns seconds as minutes and seconds, "6:55". */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Returns an ISO time as a date and time of day for the reader, in their zone. */
export function dateTime(iso: string): string {
  return new Date(iso).toLocaleString(catalogue.value.language, { dateStyle: "medium", timeStyle: "short" });
}

/** Returns an ISO time as a date for the reader, in their zone. */
export function date(iso: string): string {
  return new Date(iso).toLocaleDateString(catalogue.value.language, { dateStyle: "long" });
}

/** Returns a moment as a time of day for the reader, in their zone. */
export function timeOfDay(at: string | number): string {
  return new Date(at).toLocaleTimeString(catalogue.value.language, { hour: "2-digit", minute: "2-digit" });
}

/** Returns a number for the reader, with one digit after the point at most. */
export function number(value: number): string {
  return value.toLocaleString(catalogue.value.language, { maximumFractionDigits: 1 });
}

/** Returns a fraction as a percentage for the reader. */
export function percent(fraction: number): string {
  return fraction.toLocaleString(catalogue.value.language, { style: "percent", maximumFractionDigits: 0 });
}
