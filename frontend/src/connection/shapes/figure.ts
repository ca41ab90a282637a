import type { Landmarks } from "../../figure/landmarks";
import type { Prop } from "../../figure/props";
import type { Point } from "../../figure/vectors";
import { list, number, object, oneOf, text, WireError, type Infer, type Validator } from "../validators";

function numbers(count: number): Validator<number[]> {
  return (value, place) => {
    const values = list(number)(value, place);
    if (values.length !== count) throw new WireError(place, `${count} numbers`);
    return values;
  };
}

const point = numbers(3) as unknown as Validator<Point>;
const corner = numbers(2) as unknown as Validator<[x: number, z: number]>;

/** The number of BlazePose's landmarks. */
const LANDMARKS = 33;

const landmarks: Validator<Landmarks> = (value, place) => {
  const points = list(point)(value, place);
  if (points.length !== LANDMARKS) throw new WireError(place, `${LANDMARKS} points`);
  return points;
};

const PROP_SHAPES: { [Kind in Prop["kind"]]: Validator<Omit<Extract<Prop, { kind: Kind }>, "kind">> } = {
  mat: object({ min: corner, max: corner }),
  wall: object({ point, normal: point }),
  chair: object({ seat: point, size: point }),
  band: object({ around: list(text), offset: number }),
  weight: object({ at: text }),
};

const prop: Validator<Prop> = (value, place) => {
  const { kind } = object({ kind: oneOf("mat", "wall", "chair", "band", "weight") })(value, place);
  return { kind, ...PROP_SHAPES[kind](value, place) } as Prop;
};

const frames: Validator<Landmarks[]> = (value, place) => {
  const poses = list(landmarks)(value, place);
  if (poses.length === 0) throw new WireError(place, "a body or more");
  return poses;
};

/** A cycle of an exercise's figure. */
export const figureShape = object({
  exercise: text,
  level: text,
  side: oneOf("left", "right", "both"),
  seconds: number,
  view: object({ yaw: number, pitch: number }),
  frames,
  props: list(prop),
  muscles: object({ working: list(text), stretched: list(text) }),
});
export type Figure = Infer<typeof figureShape>;
