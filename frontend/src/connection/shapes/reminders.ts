import { bool, number, object, text, type Infer } from "../validators";

/** The reminder settings; times of day are HH:MM. */
export const reminderSettingsShape = object({
  on: bool,
  /** Minutes of sitting before a reminder. */
  after: number,
  /** The most reminders in a day. */
  a_day: number,
  quiet_from: text,
  quiet_to: text,
  work_ends: text,
  /** Whether to ask, when the user comes back, what they did. */
  ask: bool,
  standing: bool,
});
export type ReminderSettings = Infer<typeof reminderSettingsShape>;
