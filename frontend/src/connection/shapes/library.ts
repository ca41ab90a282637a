import { list, maybe, number, object, one, table, text, truth, type Of } from "../validators";

const step = object({
  id: text,
  name: text,
  change: text,
  origin: one("article", "rearguard"),
  effort: object({ gluteus_maximus: number, gluteus_medius: number }),
  needs: list(text),
  branch: truth,
});
export type Step = Of<typeof step>;

const entry = object({
  id: text,
  name: text,
  summary: text,
  role: one("strengthen", "stretch", "test"),
  posture: one("chair", "standing", "floor"),
  sides: one("together", "each"),
  needs: list(text),
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: table(text),
  /** From easy to hard; a branch is beside the way. */
  ladder: list(step),
  good_for: list(text),
  /** What the magazine article says, where it says anything. */
  article: maybe(object({ sets: maybe(number), reps: maybe(number), seconds: maybe(number), rest: maybe(number) })),
  notes: list(text),
  sources: list(object({ cite: text, link: maybe(text) })),
});
export type Entry = Of<typeof entry>;

export const library = list(entry);
