import { describe, expect, it } from "vitest";

import { bucketsOf, isComplete, mostRelevantDay, startOfUnit } from "../src/history/bucket";
import { addDays, daysBetween, mondayOf } from "../src/history/calendar";
import type { HistoryDay } from "../src/history/days";

const NONE = { left: 0, right: 0 };

function day(date: string, known: Partial<HistoryDay> = {}): HistoryDay {
  return {
    date,
    low: null,
    high: null,
    sitting: 0,
    known: 0,
    sessions: 0,
    maximus: NONE,
    medius: NONE,
    stretches: {},
    form: null,
    felt: [],
    ...known,
  };
}

describe("dates", () => {
  it("continue across changes of clocks, months and years", () => {
    expect(addDays("2026-03-28", 2)).toBe("2026-03-30");
    expect(addDays("2025-12-31", 1)).toBe("2026-01-01");
    expect(daysBetween("2026-03-01", "2026-11-01")).toBe(245);
  });

  it("belong to the week that began on their Monday", () => {
    expect(["2026-03-01", "2026-03-02", "2026-03-08"].map(mondayOf)).toEqual(["2026-02-23", "2026-03-02", "2026-03-02"]);
  });

  it("belong to a quarter of a year", () => {
    expect(["2026-01-01", "2026-06-30", "2026-12-31"].map((date) => startOfUnit(date, "quarter"))).toEqual([
      "2026-01-01",
      "2026-04-01",
      "2026-10-01",
    ]);
  });
});

describe("buckets", () => {
  const felt = { at: "", wobble: null, pain: null };
  const days = [
    day("2026-03-01", { sessions: 1, maximus: { left: 3, right: 3 } }),
    day("2026-03-02", { low: 40, high: 80, sitting: 480, known: 600, maximus: { left: 2, right: 1 } }),
    day("2026-03-03", { felt: [{ ...felt, numb: 6, session: null }, { ...felt, numb: 2, session: "one" }] }),
    day("2026-03-04", { low: 60, high: 90, sitting: 240, known: 300, sessions: 2, maximus: { left: 0, right: 3 } }),
    day("2026-03-05"),
  ];

  it("hold the sets of the leg that had fewer in all of them", () => {
    expect(bucketsOf(days, "week").map(({ start, maximus }) => [start, maximus])).toEqual([
      ["2026-02-23", 3],
      ["2026-03-02", 2],
    ]);
  });

  it("have the means of the days with records, and null without any", () => {
    const [before, week] = bucketsOf(days, "week");
    expect([week?.low, week?.high, week?.sitting]).toEqual([50, 85, 6]);
    expect([before?.low, before?.sitting, before?.numb[0]]).toEqual([null, null, null]);
  });

  it("separate symptoms before and after a session", () => {
    expect(bucketsOf(days, "week")[1]?.numb.map((one) => one?.mean)).toEqual([6, 2]);
  });

  it("hold the same number of sessions in any unit", () => {
    for (const unit of ["day", "week", "month", "quarter"] as const) {
      expect(bucketsOf(days, unit).reduce((sum, { sessions }) => sum + sessions, 0)).toBe(3);
    }
  });

  it("open on the last day with a session", () => {
    const [, week] = bucketsOf(days, "week");
    expect(week && mostRelevantDay(days, week)).toBe("2026-03-04");
  });

  it("are complete when their last day is known", () => {
    expect(bucketsOf(days, "week").map((week) => isComplete(week, "week"))).toEqual([true, false]);
  });
});
