import { list, number, object, one, text, truth, type Of } from "../validators";

export const NEEDS = ["band", "wall", "chair", "floor", "weight"] as const;
export const PLACES = ["floor", "desk", "office"] as const;
export const TALKS = ["all", "changes", "tones", "silent"] as const;

export const settings = object({
  have: list(one(...NEEDS)),
  place: one(...PLACES),
  talk: one(...TALKS),
  /** Percent. */
  volume: number,
  /** How fast it speaks; 1 is the voice's own pace. */
  rate: number,
  /** Whether single letters and digits do something. */
  letters: truth,
  /** One of the server's, or "system": as the machine's. */
  language: text,
});
export type Settings = Of<typeof settings>;
export type Need = Settings["have"][number];
export type Place = Settings["place"];
export type Talk = Settings["talk"];
