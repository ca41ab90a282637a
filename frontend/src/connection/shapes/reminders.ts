import { bool, number, object, text, type Infer } from "../validators";

/** How one wants to be reminded; times of day are HH:MM. */
export const reminderSettingsShape = object({
  on: bool,
  /** Minutes of sitting. */
  after: number,
  /** The most in a day. */
  a_day: number,
  quiet_from: text,
  quiet_to: text,
  work_ends: text,
  /** Whether to ask what one did, on coming back. */
  ask: bool,
  standing: bool,
});
export type ReminderSettings = Infer<typeof reminderSettingsShape>;
