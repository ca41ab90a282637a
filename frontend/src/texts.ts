/**
 * Translates and formats every text on the page: English in the source, the reader's language where the catalogue has
 * it.
 */

import { computed, signal } from "@preact/signals";

import type { textsShape } from "./connection/shapes/texts";
import type { Infer } from "./connection/validators";

export type Values = Record<string, string | number>;

export type Texts = Infer<typeof textsShape>;

/** The source language, without translations. */
export const ENGLISH: Texts = {
  language: "en",
  direction: "ltr",
  machine_made: false,
  languages: { en: "English" },
  messages: {},
  plurals: {},
  forms: [],
};

export const catalogue = signal<Texts>(ENGLISH);

/** A valid language tag; some browsers also list "en-US@posix", on which Intl throws. */
const TAG = /^[a-z]+(-[a-z0-9]+)*$/i;

/** The reader's variant of the catalogue's language, as "de-AT"; it decides how dates and numbers are written. */
export const locale = computed(() => {
  const { language } = catalogue.value;
  const own = globalThis.navigator?.languages.find((tag) => TAG.test(tag) && tag.split("-")[0] === language);
  return own ?? language.replace("_", "-");
});

const numbers = computed(() => new Intl.NumberFormat(locale.value, { useGrouping: false }));

/**
 * Returns a text with its `{named}` placeholders filled. The English must be a literal at the call, for the extraction.
 */
export function t(english: string, values: Values = {}): string {
  return fillPlaces(catalogue.value.messages[english] || english, values);
}

/**
 * Returns the plural form for a whole number, which is the placeholder `{count}`: of two texts, or of the language's
 * forms.
 */
export function tn(one: string, many: string, count: number, values: Values = {}): string {
  const { plurals, forms } = catalogue.value;
  // Rules depend on the last two digits and on small numbers, so the second hundred stands for all others.
  const form = forms[count < forms.length ? count : 100 + (count % 100)] ?? 0;
  return fillPlaces(plurals[one]?.[form] || (count === 1 ? one : many), { count, ...values });
}

function fillPlaces(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name] ?? place;
    return typeof value === "number" ? numbers.value.format(value) : value;
  });
}

/** Returns seconds as minutes and seconds, "6:55". */
export function clockTime(seconds: number): string {
  const wholeSeconds = Math.max(0, Math.round(seconds));
  return `${Math.floor(wholeSeconds / 60)}:${String(wholeSeconds % 60).padStart(2, "0")}`;
}

/** Returns an ISO time as a date and time of day for the reader, in their zone. */
export function dateTime(iso: string): string {
  return new Date(iso).toLocaleString(locale.value, { dateStyle: "medium", timeStyle: "short" });
}

/** Returns an ISO time as a date for the reader, in their zone. */
export function date(iso: string): string {
  return new Date(iso).toLocaleDateString(locale.value, { dateStyle: "long" });
}

/** Returns a moment as a time of day for the reader, in their zone. */
export function timeOfDay(at: string | number): string {
  return new Date(at).toLocaleTimeString(locale.value, { hour: "numeric", minute: "2-digit" });
}

/** Returns a number for the reader, with at most one decimal. */
export function formatNumber(value: number): string {
  return value.toLocaleString(locale.value, { maximumFractionDigits: 1 });
}

/** Returns a fraction as a percentage for the reader. */
export function percent(fraction: number): string {
  return fraction.toLocaleString(locale.value, { style: "percent", maximumFractionDigits: 0 });
}

/** Returns an hour of the day for the reader, as short as possible: "2 PM", "14". */
export function hour(at: string | number): string {
  const parts = new Intl.DateTimeFormat(locale.value, { hour: "numeric" }).formatToParts(new Date(at));
  return parts.flatMap(({ type, value }) => (type === "hour" || type === "dayPeriod" ? value : [])).join(" ");
}
