/** The self-test results and levels that the history shows beside the days. */

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

/** The results of a self-test at a level, by day, oldest first. */
export interface TestSeries {
  name: string;
  /** By date; each has one result per side. */
  days: [string, TestResult[]][];
}

/** Returns a series for each level of a test, because results on different levels can't be compared. */
export function testSeries(test: SelfTest): TestSeries[] {
  const many = Object.keys(test.levels).length > 1;
  return [...groupBy(test.results, ({ level }) => level)].map(([level, results]) => ({
    name: many ? `${test.name}: ${test.levels[level] ?? level}` : test.name,
    days: [...groupBy([...results].sort((a, b) => a.side.localeCompare(b.side)), ({ at }) => localDate(at))].sort(([a], [b]) => a.localeCompare(b)),
  }));
}
