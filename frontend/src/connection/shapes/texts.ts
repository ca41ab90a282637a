import { list, number, object, one, table, text, truth } from "../validators";

export const texts = object({
  language: text,
  direction: one("ltr", "rtl"),
  /** Whether no native speaker has read the translation yet. */
  machine_made: truth,
  /** Those that there are, each by its own name. */
  languages: table(text),
  /** By their English. */
  messages: table(text),
  /** What counts things, in the language's forms, by the English for one. */
  plurals: table(list(text)),
  /** Which form goes with 0, 1, 2 …; without plurals none. */
  forms: list(number),
});
