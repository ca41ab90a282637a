import { bool, list, nullable, number, object, oneOf, text, type Infer } from "../validators";

export const ACTIVITIES = ["sitting", "standing", "walking", "lying", "exercising"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** The least and the most that a charge can be, in percent. */
export const chargeRangeShape = object({ low: number, high: number });
export type ChargeRange = Infer<typeof chargeRangeShape>;

const spanFields = { start: text, end: text, activity: oneOf(...ACTIVITIES) };
export type ActivitySpan = Infer<typeof activitySpan>;
const activitySpan = object(spanFields);

/** Today from midnight to midnight. */
export const dayShape = object({
  from: text,
  to: text,
  charge: object({ at: text, low: number, high: number }),
  /** What is known, without overlaps; between them is time of which nobody told. */
  spans: list(activitySpan),
  /** What was told by hand, the newest first. */
  by_hand: list(object({ ...spanFields, entry: text })),
  /** The charge since midnight. */
  course: list(object({ at: text, low: number, high: number })),
  /** The best moment for one session. */
  best: nullable(object({ at: text, text })),
  /** The reminder that waits for an answer, and what it offers. */
  reminder: nullable(object({ id: text, text, minutes: number, place: oneOf("desk", "floor") })),
  /** Whether one said that one is at one's standing desk. */
  standing: bool,
  /** How one felt, 0 to 10 each. */
  felt: list(object({ at: text, numb: nullable(number), wobble: nullable(number), session: nullable(text) })),
  /** The session of whose next morning nothing was told yet. */
  morning_after: nullable(text),
});
export type Day = Infer<typeof dayShape>;
export type Reminder = NonNullable<Day["reminder"]>;
export type ReminderReply = "started" | "later" | "not-today";
export type SymptomEntry = Day["felt"][number];

/** What sessions of so many minutes would make of the charge of now. */
export const chargeEffectsShape = list(object({ minutes: number, before: chargeRangeShape, after: chargeRangeShape }));
export type ChargeEffects = Infer<typeof chargeEffectsShape>;

/** The charge after sitting until a moment, without and with a session. */
export const whatIfShape = object({ until: text, session_at: text, sitting: chargeRangeShape, with_session: chargeRangeShape });
export type WhatIfCharges = Infer<typeof whatIfShape>;

/** Whether one is reminded now, and why or why not. */
export const reminderReasonsShape = object({ nudge: bool, why: list(text), watching: bool });
export type ReminderReasons = Infer<typeof reminderReasonsShape>;
