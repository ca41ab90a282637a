import { bool, list, number, object, oneOf, record, text } from "../validators";

export const textsShape = object({
  language: text,
  direction: oneOf("ltr", "rtl"),
  /** Whether the translation has not been read by a native speaker yet. */
  machine_made: bool,
  /** The available languages, each by its own name. */
  languages: record(text),
  /** Translations by their English text. */
  messages: record(text),
  /** Plural forms in the language, by the English singular. */
  plurals: record(list(text)),
  /** The index of the plural form for 0, 1, 2 …; empty without plurals. */
  forms: list(number),
});
