import { list, nullable, number, object, text, type Infer } from "../validators";
import { chargeRangeShape } from "./day";
import { formSummaryShape } from "./history";
import { levelChangeShape } from "./progress";

/** The work done of one exercise, per side, beside the sets that were planned. */
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
  /** The share of the missing charge that was restored. */
  gain: number,
  /** The charge at the session's start and end. */
  before: chargeRangeShape,
  after: chargeRangeShape,
  work: list(workComparison),
  /** The reported effort, 0 to 10; null if not reported. */
  effort: nullable(number),
  /** The level changes that follow from the session. */
  progress: list(levelChangeShape),
  /** A line on the next session. */
  next: text,
});
/** The summary of a session. */
export type SessionSummary = Infer<typeof sessionSummaryShape>;
