/** What stands beside the days: the self-tests with their results, and where one is on the ladders. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import type { TrainingProgress } from "../connection/shapes/progress";
import type { SelfTest, TestResult } from "../connection/shapes/self_tests";
import { localDate } from "./calendar";
import { groupBy } from "./group_by";

export const selfTests = signal<SelfTest[]>([]);
export const trainingProgress = signal<TrainingProgress | null>(null);

export async function loadProgressData(): Promise<void> {
  [selfTests.value, trainingProgress.value] = await Promise.all([api.selfTests(), api.progress()]);
}

/** One way of doing a test, with what came of it on each day, the oldest first. */
export interface TestSeries {
  name: string;
  /** By date; on each of them one a side. */
  days: [string, TestResult[]][];
}

/** Returns what was tried, each level of a test by itself: a result on one leg is no result on two. */
export function testSeries(test: SelfTest): TestSeries[] {
  const many = Object.keys(test.levels).length > 1;
  return [...groupBy(test.results, ({ level }) => level)].map(([level, results]) => ({
    name: many ? `${test.name}: ${test.levels[level] ?? level}` : test.name,
    days: [...groupBy([...results].sort((a, b) => a.side.localeCompare(b.side)), ({ at }) => localDate(at))].sort(([a], [b]) => a.localeCompare(b)),
  }));
}
