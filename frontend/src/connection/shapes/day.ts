import { bool, list, nullable, number, object, oneOf, text, type Infer } from "../validators";

export const ACTIVITIES = ["sitting", "standing", "walking", "lying", "exercising"] as const;
export type Activity = (typeof ACTIVITIES)[number];

/** The lowest and the highest possible charge, in percent. */
export const chargeRangeShape = object({ low: number, high: number });
export type ChargeRange = Infer<typeof chargeRangeShape>;

const spanFields = { start: text, end: text, activity: oneOf(...ACTIVITIES) };
export type ActivitySpan = Infer<typeof activitySpan>;
const activitySpan = object(spanFields);

/** A day from midnight to midnight. */
export const dayShape = object({
  from: text,
  to: text,
  charge: object({ at: text, low: number, high: number }),
  /** Known activity, without overlaps; the gaps between are unknown. */
  spans: list(activitySpan),
  /** Activities that the user added, newest first. */
  by_hand: list(object({ ...spanFields, entry: text })),
  /** The charge since midnight. */
  course: list(object({ at: text, low: number, high: number })),
  /** The best moment for one session. */
  best: nullable(object({ at: text, text })),
  /** The reminder that waits for an answer, and the session that it offers. */
  reminder: nullable(object({ id: text, text, minutes: number, place: oneOf("desk", "floor") })),
  /** Whether the user is at a standing desk. */
  standing: bool,
  /** Reported symptoms, 0 to 10 each. */
  felt: list(object({ at: text, numb: nullable(number), wobble: nullable(number), session: nullable(text) })),
  /** The session whose morning after has no report yet. */
  morning_after: nullable(text),
});
export type Day = Infer<typeof dayShape>;
export type Reminder = NonNullable<Day["reminder"]>;
export type ReminderReply = "started" | "later" | "not-today";
export type SymptomEntry = Day["felt"][number];

/** The charge before and after a session of so many minutes now. */
export const chargeEffectsShape = list(object({ minutes: number, before: chargeRangeShape, after: chargeRangeShape }));
export type ChargeEffects = Infer<typeof chargeEffectsShape>;

/** The charge after sitting until a moment, without and with a session. */
export const whatIfShape = object({ until: text, session_at: text, sitting: chargeRangeShape, with_session: chargeRangeShape });
export type WhatIfCharges = Infer<typeof whatIfShape>;

/** Whether a reminder is due now, and the reasons. */
export const reminderReasonsShape = object({ nudge: bool, why: list(text), watching: bool });
export type ReminderReasons = Infer<typeof reminderReasonsShape>;
