import { list, maybe, number, object, one, table, text, type Of } from "../validators";

const tempo = object({ up: number, hold: number, down: number });

/** A step that is not work names the exercise that it leads to. */
const step = object({
  at: number,
  seconds: number,
  kind: one("work", "rest", "switch", "move", "ready"),
  exercise: text,
  level: text,
  side: one("left", "right", "both"),
  set: number,
  sets: number,
  reps: maybe(number),
  tempo: maybe(tempo),
  during_rest_of: maybe(text),
});
export type Step = Of<typeof step>;

const exercise = object({
  name: text,
  summary: text,
  setup: list(text),
  feel: text,
  stop: list(text),
  levels: table(text),
});
export type Exercise = Of<typeof exercise>;

export const plan = object({
  program: text,
  budget: number,
  seconds: number,
  gain: number,
  steps: list(step),
  why: list(text),
  left_out: list(object({ exercise: text, reason: text })),
  charge: maybe(object({ before: number, after: number })),
  exercises: table(exercise),
});
export type Plan = Of<typeof plan>;
