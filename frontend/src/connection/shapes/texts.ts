import { bool, list, number, object, oneOf, record, text } from "../validators";

export const textsShape = object({
  language: text,
  direction: oneOf("ltr", "rtl"),
  /** Whether no native speaker has read the translation yet. */
  machine_made: bool,
  /** Those that there are, each by its own name. */
  languages: record(text),
  /** By their English. */
  messages: record(text),
  /** What counts things, in the language's forms, by the English for one. */
  plurals: record(list(text)),
  /** Which form goes with 0, 1, 2 …; without plurals none. */
  forms: list(number),
});
