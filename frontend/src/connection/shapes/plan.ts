import { list, nullable, number, object, oneOf, record, text, type Infer } from "../validators";

const tempo = object({ up: number, hold: number, down: number });

/** A step that isn't work names the exercise that follows it. */
const step = object({
  at: number,
  seconds: number,
  kind: oneOf("work", "rest", "switch", "move", "ready"),
  exercise: text,
  level: text,
  side: oneOf("left", "right", "both"),
  set: number,
  sets: number,
  reps: nullable(number),
  tempo: nullable(tempo),
  during_rest_of: nullable(text),
});
export type Step = Infer<typeof step>;

const exercise = object({
  name: text,
  summary: text,
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: record(text),
});
export type Exercise = Infer<typeof exercise>;

export const planShape = object({
  program: text,
  budget: number,
  seconds: number,
  gain: number,
  steps: list(step),
  why: list(text),
  left_out: list(object({ exercise: text, reason: text })),
  charge: nullable(object({ before: number, after: number })),
  exercises: record(exercise),
});
export type Plan = Infer<typeof planShape>;
