/** The intervals of a day, and how a pointer or key moves their edges. */

import { describe, expect, it } from "vitest";

import type { Activity, Day } from "../src/connection/shapes/day";
import { dayParts, hourMarks, serverNow, shareAlong, shownInterval, snapToStep, timeFieldValue, timeOnDay } from "../src/today/day_intervals";

const MINUTE = 60_000;
const midnight = new Date(2026, 2, 4).getTime();

/** The moment so many hours after midnight. */
const at = (hour: number): number => midnight + hour * 60 * MINUTE;
const iso = (hour: number): string => new Date(at(hour)).toISOString();

function day(now: number, ...activities: [number, number, Activity][]): Day {
  return {
    from: iso(0),
    to: iso(24),
    charge: { at: iso(now), low: 20, high: 100 },
    spans: activities.map(([start, end, activity]) => ({ start: iso(start), end: iso(end), activity })),
    by_hand: [],
    course: [],
    best: null,
    reminder: null,
    standing: false,
    felt: [],
    morning_after: null,
  };
}

describe("the day's intervals", () => {
  it("show the hours of the day, and the night only if the user was up", () => {
    expect(shownInterval(day(13, [0, 7, "lying"]))).toEqual({ from: at(6), to: at(22) });
    expect(shownInterval(day(13, [3.5, 4, "walking"]))).toEqual({ from: at(3), to: at(22) });
    expect(shownInterval(day(2.5))).toEqual({ from: at(2), to: at(22) });
    expect(shownInterval(day(23.5))).toEqual({ from: at(6), to: at(24) });
  });

  it("cover every minute from midnight until now, known or unknown", () => {
    const parts = dayParts(day(13, [0, 7, "lying"], [8, 10, "sitting"], [10, 10.5, "walking"]));
    expect(parts.map(({ activity }) => activity)).toEqual(["lying", null, "sitting", "walking", null]);
    expect(parts[0]?.from).toBe(at(0));
    expect(parts.at(-1)?.to).toBe(at(13));
    parts.slice(1).forEach(({ from }, index) => expect(from).toBe(parts[index]?.to));
  });

  it("snap to five minutes, never into the future or yesterday", () => {
    const today = day(13 + 8 / 60);
    expect(snapToStep(today, at(9) + 7 * MINUTE)).toBe(at(9) + 5 * MINUTE);
    expect(snapToStep(today, at(20))).toBe(serverNow(today));
    expect(snapToStep(today, at(13) + 7.9 * MINUTE)).toBeLessThanOrEqual(serverNow(today));
    expect(snapToStep(today, at(-2))).toBe(at(0));
  });

  it("write a time of day as they read it", () => {
    expect(timeFieldValue(at(9.5))).toBe("09:30");
    expect(timeOnDay(iso(0), "09:30")).toBe(at(9.5));
  });

  it("map moments to a share of their length, and mark every third hour", () => {
    expect([at(5), at(6), at(14), at(23)].map((one) => shareAlong({ from: at(6), to: at(22) }, one))).toEqual([0, 0, 0.5, 1]);
    expect(hourMarks({ from: at(6), to: at(22) })).toEqual([6, 9, 12, 15, 18, 21].map(at));
  });
});
