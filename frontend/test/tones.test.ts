import { describe, expect, it } from "vitest";

import { tonesBetween } from "../src/tones";
import { plan as checkPlan } from "../src/wire/plan";
import plan7 from "../../tests/wire/plan.json";

const { steps } = checkPlan(plan7, "plan");

describe("tones", () => {
  it("count three down to each step, the first included, then mark it", () => {
    expect(tonesBetween(steps, -10, 0).map(({ at }) => at)).toEqual([-3, -2, -1, 0]);
  });

  it("are high for work and low for everything else", () => {
    const marks = steps.map((step) => tonesBetween([step], step.at - 0.5, step.at)[0]?.hertz);
    expect(marks).toEqual(steps.map(({ kind }) => (kind === "work" ? 880 : 440)));
  });

  it("sound once each, however the time is cut into beats", () => {
    const whole = tonesBetween(steps, -10, 415);
    const beats = Array.from({ length: 1700 }, (_, beat) => tonesBetween(steps, -10 + beat / 4, -10 + (beat + 1) / 4));
    const byTime = (a: { at: number }, b: { at: number }): number => a.at - b.at;
    expect(beats.flat()).toEqual([...whole].sort(byTime));
  });
});
