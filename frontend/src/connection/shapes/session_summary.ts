import { list, nullable, number, object, text, type Infer } from "../validators";
import { chargeRangeShape } from "./day";
import { formSummaryShape } from "./history";
import { levelChangeShape } from "./progress";

/** What was done of one exercise, a side, beside the sets that were planned. */
const workComparison = object({
  exercise: text,
  name: text,
  sets: number,
  planned: number,
  reps: nullable(number),
  seconds: number,
  judged: nullable(formSummaryShape),
});
export type WorkComparison = Infer<typeof workComparison>;

export const sessionSummaryShape = object({
  session: text,
  /** As in the history. */
  reason: nullable(text),
  seconds: number,
  /** The part of the missing charge that was restored. */
  gain: number,
  /** The charge when it began, and what it made of it. */
  before: chargeRangeShape,
  after: chargeRangeShape,
  work: list(workComparison),
  /** How hard it was, 0 to 10, where that was told. */
  effort: nullable(number),
  /** What became of each exercise. */
  progress: list(levelChangeShape),
  /** One line on what comes next. */
  next: text,
});
/** What a session came to. */
export type SessionSummary = Infer<typeof sessionSummaryShape>;
