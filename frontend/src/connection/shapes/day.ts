import { list, maybe, number, object, one, text, truth, type Of } from "../validators";

export const ACTIVITIES = ["sitting", "standing", "walking", "lying", "exercising"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** The least and the most that a charge can be, in percent. */
export const range = object({ low: number, high: number });
export type Range = Of<typeof range>;

const span = { start: text, end: text, activity: one(...ACTIVITIES) };
export type Span = Of<typeof known>;
const known = object(span);

/** Today from midnight to midnight. */
export const day = object({
  from: text,
  to: text,
  charge: object({ at: text, low: number, high: number }),
  /** What is known, without overlaps; between them is time of which nobody told. */
  spans: list(known),
  /** What was told by hand, the newest first. */
  by_hand: list(object({ ...span, entry: text })),
  /** The charge since midnight. */
  course: list(object({ at: text, low: number, high: number })),
  /** The best moment for one session. */
  best: maybe(object({ at: text, text })),
  /** The reminder that waits for an answer, and what it offers. */
  reminder: maybe(object({ id: text, text, minutes: number, place: one("desk", "floor") })),
  /** Whether one said that one is at one's standing desk. */
  standing: truth,
  /** How one felt, 0 to 10 each. */
  felt: list(object({ at: text, numb: maybe(number), wobble: maybe(number), session: maybe(text) })),
  /** The session of whose next morning nothing was told yet. */
  morning_after: maybe(text),
});
export type Day = Of<typeof day>;
export type Reminder = NonNullable<Day["reminder"]>;
export type Reply = "started" | "later" | "not-today";
export type Felt = Day["felt"][number];

/** What sessions of so many minutes would make of the charge of now. */
export const effects = list(object({ minutes: number, before: range, after: range }));
export type Effects = Of<typeof effects>;

/** The charge after sitting until a moment, without and with a session. */
export const whatIf = object({ until: text, session_at: text, sitting: range, with_session: range });
export type WhatIf = Of<typeof whatIf>;

/** Whether one is reminded now, and why or why not. */
export const why = object({ nudge: truth, why: list(text), watching: truth });
export type Why = Of<typeof why>;
