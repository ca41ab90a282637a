import { describe, expect, it } from "vitest";

import plan7 from "../../tests/wire/plan.json";
import { planShape as checkPlan, type Step } from "../src/connection/shapes/plan";
import { captionAt, stepAt, stepProgressAt, tempoAt } from "../src/session/timeline";

const plan = checkPlan(plan7, "plan");
const LEAD = 10;
const last = plan.steps.at(-1) as Step;

describe("the progress of a step", () => {
  it("belongs to exactly the step that covers the position", () => {
    plan.steps.forEach((step, index) => {
      expect(stepAt(plan.steps, step.at)).toBe(index);
      expect(stepAt(plan.steps, step.at + step.seconds - 0.001)).toBe(index);
    });
  });

  it("before the first step shows that step, and counts the lead-in", () => {
    expect(stepAt(plan.steps, -0.001)).toBeNull();
    expect(stepProgressAt(plan, LEAD, -7.5)).toMatchObject({ index: null, step: plan.steps[0], left: 8, fraction: 0.25 });
    expect(stepProgressAt(plan, LEAD, -7.5)?.next).toBe(plan.steps[0]);
  });

  it("at the end stays on the last step, with nothing left and nothing next", () => {
    const end = stepProgressAt(plan, LEAD, plan.seconds);
    expect(end).toMatchObject({ step: last, left: 0, fraction: 1, next: null });
    expect(stepProgressAt(plan, LEAD, plan.seconds + 100)).toEqual(end);
  });

  it("counts whole seconds down to 0, never up", () => {
    const counted = [0, 0.5, 1, 29, 29.001, 29.999].map((at) => stepProgressAt(plan, LEAD, at)?.left);
    expect(counted).toEqual([30, 30, 29, 1, 1, 1]);
  });

  it("counts repetitions down at the tempo, from all of them to 1", () => {
    const step = plan.steps.find(({ reps }) => reps !== null) as Step;
    const { up, hold, down } = step.tempo as NonNullable<Step["tempo"]>;
    const period = up + hold + down;
    const counted = Array.from({ length: 10 }, (_, rep) => stepProgressAt(plan, LEAD, step.at + rep * period + 0.1)?.repsLeft);
    expect(counted).toEqual([10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it("counts seconds, not repetitions, in what is not work", () => {
    const rest = plan.steps.find(({ kind }) => kind !== "work") as Step;
    expect(stepProgressAt(plan, LEAD, rest.at)).toMatchObject({ repsLeft: null, left: rest.seconds });
  });

  it("names the next work, whatever lies between", () => {
    const next = stepProgressAt(plan, LEAD, 0)?.next;
    expect(next?.kind).toBe("work");
    expect(next).toBe(plan.steps.slice(1).find(({ kind }) => kind === "work"));
  });

  it("is null for a plan without steps", () => {
    expect(stepProgressAt({ ...plan, steps: [] }, LEAD, 0)).toBeNull();
  });
});

describe("a caption", () => {
  const cues = [
    { at: 0, moment: "start", text: "Lift." },
    { at: 4, moment: "tempo", text: "Up" },
    { at: 5, moment: "form", text: "Heels down." },
    { at: 7, moment: "count", text: "Three" },
  ];

  it("is the last sentence, not a count and not a word of the tempo", () => {
    expect([-1, 0, 4, 6, 8].map((at) => captionAt(cues, at))).toEqual(["", "Lift.", "Lift.", "Heels down.", "Heels down."]);
  });

  it("shows the word of the tempo only until the next cue", () => {
    expect([0, 4.5, 6].map((at) => tempoAt(cues, at))).toEqual(["", "Up", ""]);
  });
});
