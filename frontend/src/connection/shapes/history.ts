import { list, maybe, number, object, text, type Of } from "../validators";

/** What a camera's coach made of it: repetitions counted or seconds held, and what to do better. */
export const judged = object({ reps: maybe(number), held: maybe(number), better: list(text) });
export type Judged = Of<typeof judged>;

const work = object({
  exercise: text,
  name: text,
  sets: number,
  reps: maybe(number),
  seconds: number,
  judged: maybe(judged),
});

const past = object({
  session: text,
  started: text,
  ended: maybe(text),
  program: text,
  minutes: number,
  /** "done", "stopped", "hurt" or "interrupted"; null while it is not over. */
  reason: maybe(text),
  work: list(work),
});
/** One session that was. */
export type Past = Of<typeof past>;

/** Newest first. */
export const history = list(past);
