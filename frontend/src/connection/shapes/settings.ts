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
  /** How fast it speaks; 1 is the voice's own pace. */
  rate: number,
  /** Whether single letters and digits do something. */
  letters: bool,
  /** One of the server's, or "system": as the machine's. */
  language: text,
});
export type Settings = Infer<typeof settingsShape>;
export type Equipment = Settings["have"][number];
export type Location = Settings["place"];
export type Verbosity = Settings["talk"];
