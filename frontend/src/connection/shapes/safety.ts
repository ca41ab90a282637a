import { list, nullable, number, object, oneOf, text, type Infer } from "../validators";

export const safetyResultShape = object({
  status: oneOf("missing", "due", "clear", "blocked", "emergency"),
  verdict: nullable(oneOf("OK", "CAUTION", "BLOCK", "EMERGENCY")),
  text,
  advice: list(text),
  removed: list(text),
  at: nullable(text),
  due_at: nullable(text),
});
export type SafetyResult = Infer<typeof safetyResultShape>;

const question = object({ id: text, text, answers: list(object({ id: text, text })) });
export type SafetyQuestion = Infer<typeof question>;

/** Either the next question or the outcome. */
export const safetyStepShape = object({
  question: nullable(question),
  asked: number,
  about: number,
  /** The question for a blocked user; a yes lifts the block. */
  clinician: nullable(text),
  outcome: nullable(safetyResultShape),
});
export type SafetyStep = Infer<typeof safetyStepShape>;

/** Answers by question id. */
export type SafetyAnswers = Record<string, string>;
