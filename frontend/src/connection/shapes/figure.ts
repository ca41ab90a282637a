import type { Thing } from "../../figure/equipment";
import type { Landmarks } from "../../figure/landmarks";
import type { Point } from "../../figure/vectors";
import { list, number, object, one, text, WireError, type Check, type Of } from "../validators";

function numbers(count: number): Check<number[]> {
  return (value, place) => {
    const found = list(number)(value, place);
    if (found.length !== count) throw new WireError(place, `${count} numbers`);
    return found;
  };
}

const point = numbers(3) as unknown as Check<Point>;
const corner = numbers(2) as unknown as Check<[x: number, z: number]>;

/** The landmarks of BlazePose. */
const LANDMARKS = 33;

const landmarks: Check<Landmarks> = (value, place) => {
  const found = list(point)(value, place);
  if (found.length !== LANDMARKS) throw new WireError(place, `${LANDMARKS} points`);
  return found;
};

const THINGS: { [Kind in Thing["kind"]]: Check<Omit<Extract<Thing, { kind: Kind }>, "kind">> } = {
  mat: object({ min: corner, max: corner }),
  wall: object({ point, normal: point }),
  chair: object({ seat: point, size: point }),
  band: object({ around: list(text), offset: number }),
  weight: object({ at: text }),
};

const thing: Check<Thing> = (value, place) => {
  const { kind } = object({ kind: one("mat", "wall", "chair", "band", "weight") })(value, place);
  return { kind, ...THINGS[kind](value, place) } as Thing;
};

const frames: Check<Landmarks[]> = (value, place) => {
  const found = list(landmarks)(value, place);
  if (found.length === 0) throw new WireError(place, "a body or more");
  return found;
};

/** One cycle of an exercise. */
export const figure = object({
  exercise: text,
  level: text,
  side: one("left", "right", "both"),
  seconds: number,
  view: object({ yaw: number, pitch: number }),
  frames,
  props: list(thing),
  muscles: object({ working: list(text), stretched: list(text) }),
});
export type Figure = Of<typeof figure>;
