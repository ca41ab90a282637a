import { list, maybe, number, object, text, truth, type Of } from "../validators";

/** The programme that somebody prescribed and that is followed now. */
export const prescription = object({
  program: text,
  name: text,
  by: text,
  /** Days: "2026-03-02". */
  since: text,
  until: maybe(text),
  per_week: maybe(number),
  note: text,
  /** Of the last seven, on which it was done. */
  days: number,
});
export type Prescription = Of<typeof prescription>;

export const brought = object({ program: text, new: truth });

/** What is kept of the person. */
export const holdings = object({
  entries: list(object({ kind: text, what: text, count: number })),
  /** ISO times; null where there are no entries. */
  since: maybe(text),
  until: maybe(text),
  files: list(text),
});
export type Holdings = Of<typeof holdings>;

/** What an import came to; `kept` are files that differ here and stay. */
export const takenIn = object({ entries: number, new: number, files: number, kept: number });
