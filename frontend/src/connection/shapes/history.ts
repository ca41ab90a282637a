import { list, nullable, number, object, text, type Infer } from "../validators";

/** What a camera's coach made of it: repetitions counted or seconds held, and what to do better. */
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
  /** "done", "stopped", "hurt" or "interrupted"; null while it is not over. */
  reason: nullable(text),
  work: list(work),
});
/** One session that was. */
export type PastSession = Infer<typeof pastSession>;

/** Newest first. */
export const historyShape = list(pastSession);
