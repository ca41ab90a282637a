import { bool, list, nullable, number, object, text, type Infer } from "../validators";

/** The prescribed programme that is followed now. */
export const prescriptionShape = object({
  program: text,
  name: text,
  by: text,
  /** Days: "2026-03-02". */
  since: text,
  until: nullable(text),
  per_week: nullable(number),
  note: text,
  /** The number of days, of the last seven, on which it was done. */
  days: number,
});
export type Prescription = Infer<typeof prescriptionShape>;

export const prescriptionImportShape = object({ program: text, new: bool });

/** A format that the user's data can be exported to. */
export const exporterShape = object({
  id: text,
  label: text,
  /** Query parameters; without choices any text. */
  options: list(object({ name: text, choices: list(text) })),
});
export type Exporter = Infer<typeof exporterShape>;

/** The user's stored data. */
export const storedDataShape = object({
  entries: list(object({ kind: text, what: text, count: number })),
  /** ISO times; null if there are no entries. */
  since: nullable(text),
  until: nullable(text),
  files: list(text),
});
export type StoredData = Infer<typeof storedDataShape>;

/** The result of an import; `kept` counts files that differ here and stay. */
export const importResultShape = object({ entries: number, new: number, files: number, kept: number });
