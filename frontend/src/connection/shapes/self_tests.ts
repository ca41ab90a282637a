import { bool, list, nullable, number, object, oneOf, record, text, type Infer } from "../validators";

const side = oneOf("left", "right", "both");

/** The self-test that a session runs. */
export const runningTestShape = object({
  id: text,
  /** Whether it times a position; otherwise it counts repetitions. */
  holds: bool,
  /** Whether it waits for the user's own count. */
  awaits: bool,
  tries: list(object({ side, value: nullable(number), by: oneOf("tap", "camera") })),
});
export type RunningTest = Infer<typeof runningTestShape>;

const difference = object({
  by: number,
  /** The difference above which it is more than chance. */
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
  /** Whether the value is the most that the test measures. */
  at_limit: bool,
  error: nullable(number),
  /** The study from which the error comes, if any. */
  basis: nullable(text),
  change: nullable(difference),
  /** The right side compared with the left. */
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
  /** Why it is due; null while it isn't. */
  due: nullable(text),
  /** Why this user must not do it; null if they may. */
  refused: nullable(text),
  norms: list(object({ text, cite: text })),
  /** Newest first. */
  results: list(result),
});
export type SelfTest = Infer<typeof selfTest>;

export const selfTestsShape = list(selfTest);
