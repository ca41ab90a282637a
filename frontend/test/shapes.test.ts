/** The server's tests write samples of its messages to tests/wire; the page's shapes must accept them. */

import { describe, expect, it } from "vitest";

import { exporterShape, prescriptionShape, storedDataShape } from "../src/connection/shapes/account_data";
import { chargeEffectsShape, dayShape, reminderReasonsShape, whatIfShape } from "../src/connection/shapes/day";
import { daysShape } from "../src/connection/shapes/days";
import { figureShape } from "../src/connection/shapes/figure";
import { historyShape } from "../src/connection/shapes/history";
import { libraryShape } from "../src/connection/shapes/library";
import { planShape } from "../src/connection/shapes/plan";
import { progressShape } from "../src/connection/shapes/progress";
import { reminderSettingsShape } from "../src/connection/shapes/reminders";
import { safetyResultShape, safetyStepShape } from "../src/connection/shapes/safety";
import { runningTestShape, selfTestsShape } from "../src/connection/shapes/self_tests";
import { coachStateShape, serverMessageShape, sessionShape, sessionStateShape } from "../src/connection/shapes/session";
import { sessionSummaryShape } from "../src/connection/shapes/session_summary";
import { settingsShape } from "../src/connection/shapes/settings";
import { textsShape } from "../src/connection/shapes/texts";
import { serverVoiceShape } from "../src/connection/shapes/voice";
import { list, WireError, type Validator } from "../src/connection/validators";

const CHECKS: Record<string, Validator<unknown>> = {
  closing: sessionSummaryShape,
  coach: list(coachStateShape),
  day: dayShape,
  days: daysShape,
  effects: chargeEffectsShape,
  exports: list(exporterShape),
  figure: figureShape,
  history: historyShape,
  holdings: storedDataShape,
  library: libraryShape,
  plan: planShape,
  prescription: prescriptionShape,
  progress: progressShape,
  reminders: reminderSettingsShape,
  screen: safetyResultShape,
  "screen-next": safetyStepShape,
  session: sessionShape,
  settings: settingsShape,
  state: sessionStateShape,
  tests: selfTestsShape,
  texts: textsShape,
  "under-test": runningTestShape,
  voice: serverVoiceShape,
  "what-if": whatIfShape,
  why: reminderReasonsShape,
};

const modules = import.meta.glob<unknown>("../../tests/wire/*.json", { eager: true, import: "default" });
const samples = Object.fromEntries(
  Object.entries(modules).map(([path, value]) => [path.replace(/^.*\/(.*)\.json$/, "$1"), value]),
);

describe("the shapes", () => {
  it("have a validator for every sample that the server's tests wrote, and a sample for every validator", () => {
    expect(Object.keys(samples).sort()).toEqual(Object.keys(CHECKS).sort());
  });

  it.each(Object.entries(CHECKS))("%s: the validator accepts the server's sample and loses nothing", (name, check) => {
    expect(samples[name]).toMatchObject(check(samples[name], name) as object);
  });

  it.each(Object.entries(CHECKS))("%s: the validator refuses other values", (_, check) => {
    for (const wrong of [null, 7, "text", [null], { status: 1 }]) {
      expect(() => check(wrong, "answer")).toThrow(WireError);
    }
  });

  it("know the four messages of the WebSocket", () => {
    expect(serverMessageShape({ type: "session", session: null }, "m")).toEqual({ type: "session", session: null });
    expect(serverMessageShape({ type: "session", session: samples.session }, "m")).toMatchObject({ type: "session" });
    expect(serverMessageShape({ type: "state", state: samples.state }, "m")).toEqual({ type: "state", state: sessionStateShape(samples.state, "m") });
    for (const one of samples.coach as unknown[]) {
      expect(serverMessageShape({ type: "coach", coach: one }, "m")).toMatchObject({ type: "coach" });
    }
    expect(serverMessageShape({ type: "error", message: "no" }, "m")).toEqual({ type: "error", message: "no" });
    expect(() => serverMessageShape({ type: "other" }, "m")).toThrow("m.type: expected session or state or coach or error");
  });

  it("say where a reply is wrong", () => {
    const wrong = structuredClone(samples.plan) as { steps: { seconds: unknown }[] };
    Object.assign(wrong.steps[3] as object, { seconds: "ten" });
    expect(() => planShape(wrong, "plan")).toThrow("plan.steps[3].seconds: expected number");
  });
});
