import { list, maybe, number, object, text, type Of } from "../validators";
import { range } from "./day";
import { judged } from "./history";
import { decision } from "./progress";

/** What was done of one exercise, a side, beside the sets that were planned. */
const compared = object({
  exercise: text,
  name: text,
  sets: number,
  planned: number,
  reps: maybe(number),
  seconds: number,
  judged: maybe(judged),
});
export type Compared = Of<typeof compared>;

export const closing = object({
  session: text,
  /** As in the history. */
  reason: maybe(text),
  seconds: number,
  /** The part of the missing charge that was restored. */
  gain: number,
  /** The charge when it began, and what it made of it. */
  before: range,
  after: range,
  work: list(compared),
  /** How hard it was, 0 to 10, where that was told. */
  effort: maybe(number),
  /** What became of each exercise. */
  progress: list(decision),
  /** One line on what comes next. */
  next: text,
});
/** What a session came to. */
export type Closing = Of<typeof closing>;
