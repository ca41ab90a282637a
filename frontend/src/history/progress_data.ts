/** What stands beside the days: the self-tests with their results, and where one is on the ladders. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import type { Progress } from "../connection/shapes/progress";
import type { Result, SelfTest } from "../connection/shapes/self_tests";
import { here } from "./calendar";
import { grouped } from "./group_by";

export const tests = signal<SelfTest[]>([]);
export const progress = signal<Progress | null>(null);

export async function ask(): Promise<void> {
  [tests.value, progress.value] = await Promise.all([api.tests(), api.progress()]);
}

/** One way of doing a test, with what came of it on each day, the oldest first. */
export interface Tried {
  name: string;
  /** By date; on each of them one a side. */
  days: [string, Result[]][];
}

/** Returns what was tried, each level of a test by itself: a result on one leg is no result on two. */
export function tried(test: SelfTest): Tried[] {
  const many = Object.keys(test.levels).length > 1;
  return [...grouped(test.results, ({ level }) => level)].map(([level, results]) => ({
    name: many ? `${test.name}: ${test.levels[level] ?? level}` : test.name,
    days: [...grouped([...results].sort((a, b) => a.side.localeCompare(b.side)), ({ at }) => here(at))].sort(([a], [b]) => a.localeCompare(b)),
  }));
}
