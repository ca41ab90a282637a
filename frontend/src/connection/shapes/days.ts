import { list, maybe, number, object, text, type Check, type Of } from "../validators";

const legs = object({ left: list(number), right: list(number) });

const shape = object({
  /** The first day of the journal; null where it is empty. */
  first: maybe(text),
  from: text,
  to: text,
  /** The least and the most that a day's mean charge can be, in percent; null where nobody told of anything. */
  low: list(maybe(number)),
  high: list(maybe(number)),
  /** Minutes. */
  sitting: list(number),
  known: list(number),
  sessions: list(number),
  sets: object({ gluteus_maximus: legs, gluteus_medius: legs }),
  /** Minutes. */
  stretches: list(object({ exercise: text, name: text, left: list(number), right: list(number) })),
  /** What a camera's coach made of the sets, 0 to 1. */
  form: list(maybe(number)),
  felt: list(object({ at: text, numb: maybe(number), wobble: maybe(number), pain: maybe(number), session: maybe(text) })),
});
export type Days = Of<typeof shape>;

/** What each day from one to another held: columns of equal length, the oldest day first. */
export const days: Check<Days> = shape;
