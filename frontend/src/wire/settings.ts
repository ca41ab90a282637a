import { list, object, one, truth, type Of } from "./check";

export const NEEDS = ["band", "wall", "chair", "floor", "weight"] as const;
export const PLACES = ["floor", "desk", "office"] as const;

export const settings = object({
  have: list(one(...NEEDS)),
  place: one(...PLACES),
  tones: truth,
});
export type Settings = Of<typeof settings>;
export type Need = Settings["have"][number];
export type Place = Settings["place"];
