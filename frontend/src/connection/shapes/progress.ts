import { list, maybe, number, object, one, text, truth, type Of } from "../validators";

const place = object({ level: text, reps: maybe(number), seconds: maybe(number) });
export type Place = Of<typeof place>;

/** What became of an exercise, and why. */
export const decision = object({
  id: text,
  at: text,
  /** After which session; null: somebody decided it. */
  session: maybe(text),
  exercise: text,
  name: text,
  action: one("stays", "more", "less", "up", "down", "chosen", "undone"),
  before: place,
  after: place,
  why: text,
  undoable: truth,
});
export type Decision = Of<typeof decision>;

const standing = object({
  exercise: text,
  name: text,
  level: text,
  /** On which step of the ladder, from 1; a branch counts as the last step before it. */
  rung: number,
  rungs: number,
  reps: maybe(number),
  seconds: maybe(number),
  /** What a plan made now takes. */
  planned: object({ level: text, reps: maybe(number), seconds: maybe(number), sets: maybe(number) }),
  levels: list(object({ id: text, name: text, branch: truth })),
  last_at: maybe(text),
  why: maybe(text),
  /** The id of the last change, while it can be undone. */
  change: maybe(text),
});
export type Standing = Of<typeof standing>;

const week = object({
  from: text,
  sessions: number,
  sessions_asked: number,
  enough: truth,
  muscles: list(object({ name: text, sets: number, asked: number })),
  /** Minutes a side. */
  stretches: list(object({ exercise: text, name: text, left: number, right: number, asked: number })),
  text,
});
export type Week = Of<typeof week>;

export const progress = object({
  at: text,
  exercises: list(standing),
  /** The newest first. */
  changes: list(decision),
  week,
  easy_week: object({ offered: truth, until: maybe(text), text: maybe(text) }),
  /** Why the self-tests are due again. */
  retest: maybe(text),
});
export type Progress = Of<typeof progress>;
