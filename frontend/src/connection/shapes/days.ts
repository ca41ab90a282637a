import { list, nullable, number, object, text, type Infer, type Validator } from "../validators";

const legs = object({ left: list(number), right: list(number) });

const columns = object({
  /** The first day of the journal; null if it is empty. */
  first: nullable(text),
  from: text,
  to: text,
  /** The lowest and the highest possible mean charge of a day, in percent; null if nothing is known of the day. */
  low: list(nullable(number)),
  high: list(nullable(number)),
  /** Minutes. */
  sitting: list(number),
  known: list(number),
  sessions: list(number),
  sets: object({ gluteus_maximus: legs, gluteus_medius: legs }),
  /** Minutes. */
  stretches: list(object({ exercise: text, name: text, left: list(number), right: list(number) })),
  /** The form score that the coach gave, 0 to 1. */
  form: list(nullable(number)),
  felt: list(object({ at: text, numb: nullable(number), wobble: nullable(number), pain: nullable(number), session: nullable(text) })),
});
export type Days = Infer<typeof columns>;

/** The days from one date to another, as columns of equal length, oldest first. */
export const daysShape: Validator<Days> = columns;
