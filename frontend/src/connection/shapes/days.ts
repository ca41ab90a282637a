import { list, nullable, number, object, text, type Infer, type Validator } from "../validators";

const legs = object({ left: list(number), right: list(number) });

const columns = object({
  /** The first day of the journal; null where it is empty. */
  first: nullable(text),
  from: text,
  to: text,
  /** The least and the most that a day's mean charge can be, in percent; null where nobody told of anything. */
  low: list(nullable(number)),
  high: list(nullable(number)),
  /** Minutes. */
  sitting: list(number),
  known: list(number),
  sessions: list(number),
  sets: object({ gluteus_maximus: legs, gluteus_medius: legs }),
  /** Minutes. */
  stretches: list(object({ exercise: text, name: text, left: list(number), right: list(number) })),
  /** What a camera's coach made of the sets, 0 to 1. */
  form: list(nullable(number)),
  felt: list(object({ at: text, numb: nullable(number), wobble: nullable(number), pain: nullable(number), session: nullable(text) })),
});
export type Days = Infer<typeof columns>;

/** What each day from one to another held: columns of equal length, the oldest day first. */
export const daysShape: Validator<Days> = columns;
