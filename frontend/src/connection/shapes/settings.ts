import { bool, list, number, object, oneOf, text, type Infer } from "../validators";

export const EQUIPMENT = ["band", "wall", "chair", "floor", "weight"] as const;
export const LOCATIONS = ["floor", "desk", "office"] as const;
export const VERBOSITIES = ["all", "changes", "tones", "silent"] as const;

export const settingsShape = object({
  have: list(oneOf(...EQUIPMENT)),
  place: oneOf(...LOCATIONS),
  talk: oneOf(...VERBOSITIES),
  /** Percent. */
  volume: number,
  /** The speed of speech; 1 is the voice's own. */
  rate: number,
  /** Whether single letters and digits act as keys. */
  letters: bool,
  /** A language of the server's, or "system" for the machine's. */
  language: text,
});
export type Settings = Infer<typeof settingsShape>;
export type Equipment = Settings["have"][number];
export type Location = Settings["place"];
export type Verbosity = Settings["talk"];
