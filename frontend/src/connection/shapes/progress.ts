import { bool, list, nullable, number, object, oneOf, text, type Infer } from "../validators";

const levelAmount = object({ level: text, reps: nullable(number), seconds: nullable(number) });
export type LevelAmount = Infer<typeof levelAmount>;

/** A decision about an exercise's level, and the reason. */
export const levelChangeShape = object({
  id: text,
  at: text,
  /** The session that led to it; null if the user decided. */
  session: nullable(text),
  exercise: text,
  name: text,
  action: oneOf("stays", "more", "less", "up", "down", "chosen", "undone"),
  before: levelAmount,
  after: levelAmount,
  why: text,
  undoable: bool,
});
export type LevelChange = Infer<typeof levelChangeShape>;

const levelState = object({
  exercise: text,
  name: text,
  level: text,
  /** The position on the ladder, from 1; a branch counts as the step before it. */
  rung: number,
  rungs: number,
  reps: nullable(number),
  seconds: nullable(number),
  /** The level and dose that a plan would take now. */
  planned: object({ level: text, reps: nullable(number), seconds: nullable(number), sets: nullable(number) }),
  levels: list(object({ id: text, name: text, branch: bool })),
  last_at: nullable(text),
  why: nullable(text),
  /** The id of the last change, while it can be undone. */
  change: nullable(text),
});
export type LevelState = Infer<typeof levelState>;

const week = object({
  from: text,
  sessions: number,
  sessions_asked: number,
  enough: bool,
  muscles: list(object({ name: text, sets: number, asked: number })),
  /** Minutes a side. */
  stretches: list(object({ exercise: text, name: text, left: number, right: number, asked: number })),
  text,
});
export type Week = Infer<typeof week>;

export const progressShape = object({
  at: text,
  exercises: list(levelState),
  /** Newest first. */
  changes: list(levelChangeShape),
  week,
  easy_week: object({ offered: bool, until: nullable(text), text: nullable(text) }),
  /** Why the self-tests are due again. */
  retest: nullable(text),
});
export type TrainingProgress = Infer<typeof progressShape>;
