import { number, object, text, truth, type Of } from "../validators";

/** How one wants to be reminded; times of day are HH:MM. */
export const reminders = object({
  on: truth,
  /** Minutes of sitting. */
  after: number,
  /** The most in a day. */
  a_day: number,
  quiet_from: text,
  quiet_to: text,
  work_ends: text,
  /** Whether to ask what one did, on coming back. */
  ask: truth,
  standing: truth,
});
export type Reminders = Of<typeof reminders>;
