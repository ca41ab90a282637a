import { bool, list, nullable, number, object, oneOf, record, text, type Infer } from "../validators";

const side = oneOf("left", "right", "both");

/** What makes a session a self-test. */
export const runningTestShape = object({
  id: text,
  /** Whether a position is held; else one counts. */
  holds: bool,
  /** Whether one is to say how many one counted. */
  awaits: bool,
  tries: list(object({ side, value: nullable(number), by: oneOf("tap", "camera") })),
});
export type RunningTest = Infer<typeof runningTestShape>;

const difference = object({
  by: number,
  /** What it must exceed to be more than chance. */
  beyond: nullable(number),
  verdict: oneOf("more", "less", "same", "most", "unknown"),
});
export type Difference = Infer<typeof difference>;

const result = object({
  at: text,
  level: text,
  side,
  value: number,
  unit: oneOf("s", "reps"),
  by: oneOf("tap", "camera"),
  trials: list(number),
  /** Whether it could not have been more. */
  at_limit: bool,
  error: nullable(number),
  /** Where the error is from, if from a study. */
  basis: nullable(text),
  change: nullable(difference),
  /** The right side against the left. */
  sides: nullable(difference),
  seen: list(object({ text, tries: number })),
});
export type TestResult = Infer<typeof result>;

const selfTest = object({
  id: text,
  name: text,
  summary: text,
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: record(text),
  level: text,
  notes: list(text),
  needs: list(text),
  camera: nullable(text),
  /** Why it is due; null while it is not. */
  due: nullable(text),
  /** Why it is none for this person. */
  refused: nullable(text),
  norms: list(object({ text, cite: text })),
  /** Newest first. */
  results: list(result),
});
export type SelfTest = Infer<typeof selfTest>;

export const selfTestsShape = list(selfTest);
