import { list, maybe, number, object, one, table, text, truth, type Of } from "../validators";

const side = one("left", "right", "both");

/** What makes a session a self-test. */
export const underTest = object({
  id: text,
  /** Whether a position is held; else one counts. */
  holds: truth,
  /** Whether one is to say how many one counted. */
  awaits: truth,
  tries: list(object({ side, value: maybe(number), by: one("tap", "camera") })),
});
export type UnderTest = Of<typeof underTest>;

const difference = object({
  by: number,
  /** What it must exceed to be more than chance. */
  beyond: maybe(number),
  verdict: one("more", "less", "same", "most", "unknown"),
});
export type Difference = Of<typeof difference>;

const result = object({
  at: text,
  level: text,
  side,
  value: number,
  unit: one("s", "reps"),
  by: one("tap", "camera"),
  trials: list(number),
  /** Whether it could not have been more. */
  at_limit: truth,
  error: maybe(number),
  /** Where the error is from, if from a study. */
  basis: maybe(text),
  change: maybe(difference),
  /** The right side against the left. */
  sides: maybe(difference),
  seen: list(object({ text, tries: number })),
});
export type Result = Of<typeof result>;

const selfTest = object({
  id: text,
  name: text,
  summary: text,
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: table(text),
  level: text,
  notes: list(text),
  needs: list(text),
  camera: maybe(text),
  /** Why it is due; null while it is not. */
  due: maybe(text),
  /** Why it is none for this person. */
  refused: maybe(text),
  norms: list(object({ text, cite: text })),
  /** Newest first. */
  results: list(result),
});
export type SelfTest = Of<typeof selfTest>;

export const selfTests = list(selfTest);
