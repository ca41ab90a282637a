import { list, maybe, number, object, one, text, type Of } from "../validators";

export const screen = object({
  status: one("missing", "due", "clear", "blocked", "emergency"),
  verdict: maybe(one("OK", "CAUTION", "BLOCK", "EMERGENCY")),
  text,
  advice: list(text),
  removed: list(text),
  at: maybe(text),
  due_at: maybe(text),
});
export type Screen = Of<typeof screen>;

const question = object({ id: text, text, answers: list(object({ id: text, text })) });
export type Question = Of<typeof question>;

/** Either the question that comes next, or the outcome. */
export const screenNext = object({
  question: maybe(question),
  asked: number,
  about: number,
  /** What to ask of someone who is blocked; a yes lifts the block. */
  clinician: maybe(text),
  outcome: maybe(screen),
});
export type ScreenNext = Of<typeof screenNext>;

/** Answers by question id. */
export type Answers = Record<string, string>;
