import { list, nullable, number, object, text, type Infer } from "../validators";

/** The coach's summary of an exercise: repetitions counted or seconds held, and what to improve. */
export const formSummaryShape = object({ reps: nullable(number), held: nullable(number), better: list(text) });
export type FormSummary = Infer<typeof formSummaryShape>;

const work = object({
  exercise: text,
  name: text,
  sets: number,
  reps: nullable(number),
  seconds: number,
  judged: nullable(formSummaryShape),
});

const pastSession = object({
  session: text,
  started: text,
  ended: nullable(text),
  program: text,
  minutes: number,
  /** "done", "stopped", "hurt" or "interrupted"; null while it runs. */
  reason: nullable(text),
  work: list(work),
});
/** A past session. */
export type PastSession = Infer<typeof pastSession>;

/** Newest first. */
export const historyShape = list(pastSession);
