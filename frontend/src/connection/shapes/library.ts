import { bool, list, nullable, number, object, oneOf, record, text, type Infer } from "../validators";

const level = object({
  id: text,
  name: text,
  change: text,
  origin: oneOf("article", "rearguard"),
  effort: object({ gluteus_maximus: number, gluteus_medius: number }),
  needs: list(text),
  branch: bool,
});
export type Level = Infer<typeof level>;

const entry = object({
  id: text,
  name: text,
  summary: text,
  role: oneOf("strengthen", "stretch", "test"),
  posture: oneOf("chair", "standing", "floor"),
  sides: oneOf("together", "each"),
  needs: list(text),
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: record(text),
  /** From easy to hard; a branch lies beside the ladder. */
  ladder: list(level),
  good_for: list(text),
  /** The dose in the magazine article, where it gives one. */
  article: nullable(object({ sets: nullable(number), reps: nullable(number), seconds: nullable(number), rest: nullable(number) })),
  notes: list(text),
  sources: list(object({ cite: text, link: nullable(text) })),
});
export type LibraryEntry = Infer<typeof entry>;

export const libraryShape = list(entry);
