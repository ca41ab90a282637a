import { describe, expect, it } from "vitest";

import plan7 from "../../tests/wire/plan.json";
import { planShape as checkPlan } from "../src/connection/shapes/plan";
import { planBlocks } from "../src/session/plan_blocks";

const plan = checkPlan(plan7, "plan");

describe("a plan as a list", () => {
  it("has one line for each exercise, in the order in which they begin", () => {
    const lines = planBlocks(plan);
    expect(new Set(lines.map(({ exercise }) => exercise)).size).toBe(lines.length);
    expect(lines.map(({ at }) => at)).toEqual([...lines.map(({ at }) => at)].sort((a, b) => a - b));
  });

  it("says sets, repetitions or seconds, and whether it is for each side", () => {
    const [step] = plan.steps.filter(({ kind }) => kind === "work");
    if (!step) throw new Error("the plan has no work");
    const dose = (part: object): string | undefined => planBlocks({ ...plan, steps: [{ ...step, ...part }] })[0]?.dose;
    expect(dose({ sets: 3, reps: null, seconds: 35, side: "both" })).toBe("3 × 35 s");
    expect(dose({ sets: 1, reps: null, seconds: 30, side: "left" })).toBe("1 × 30 s per side");
    expect(dose({ sets: 2, reps: 10, side: "both" })).toBe("2 × 10 reps");
    expect(dose({ sets: 1, reps: 10, side: "right" })).toBe("1 × 10 reps per side");
  });

  it("names the exercise during whose rests another one is done", () => {
    const [step] = plan.steps.filter(({ during_rest_of }) => during_rest_of !== null);
    const line = planBlocks(plan).find(({ exercise }) => exercise === step?.exercise);
    expect(line?.inRestsOf).toBe(plan.exercises[step?.during_rest_of ?? ""]?.name);
  });
});
