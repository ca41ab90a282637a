/** The server's tests write what it says to tests/wire; here the page's validators must take it. */

import { describe, expect, it } from "vitest";

import { holdings, prescription } from "../src/connection/shapes/account_data";
import { day, effects, whatIf, why } from "../src/connection/shapes/day";
import { days } from "../src/connection/shapes/days";
import { figure } from "../src/connection/shapes/figure";
import { history } from "../src/connection/shapes/history";
import { library } from "../src/connection/shapes/library";
import { plan } from "../src/connection/shapes/plan";
import { progress } from "../src/connection/shapes/progress";
import { reminders } from "../src/connection/shapes/reminders";
import { screen, screenNext } from "../src/connection/shapes/safety";
import { selfTests, underTest } from "../src/connection/shapes/self_tests";
import { coach, message, session, state } from "../src/connection/shapes/session";
import { closing } from "../src/connection/shapes/session_summary";
import { settings } from "../src/connection/shapes/settings";
import { texts } from "../src/connection/shapes/texts";
import { voice } from "../src/connection/shapes/voice";
import { list, WireError, type Check } from "../src/connection/validators";

const CHECKS: Record<string, Check<unknown>> = {
  closing,
  coach: list(coach),
  day,
  days,
  effects,
  figure,
  history,
  holdings,
  library,
  plan,
  prescription,
  progress,
  reminders,
  screen,
  "screen-next": screenNext,
  session,
  settings,
  state,
  tests: selfTests,
  texts,
  "under-test": underTest,
  voice,
  "what-if": whatIf,
  why,
};

const found = import.meta.glob<unknown>("../../tests/wire/*.json", { eager: true, import: "default" });
const said = Object.fromEntries(
  Object.entries(found).map(([path, value]) => [path.replace(/^.*\/(.*)\.json$/, "$1"), value]),
);

describe("the wire", () => {
  it("has a validator for every answer that the server's tests wrote, and an answer for every validator", () => {
    expect(Object.keys(said).sort()).toEqual(Object.keys(CHECKS).sort());
  });

  it.each(Object.entries(CHECKS))("%s: the validator takes what the server says, and loses nothing of it", (name, check) => {
    expect(said[name]).toMatchObject(check(said[name], name) as object);
  });

  it.each(Object.entries(CHECKS))("%s: the validator refuses something else", (_, check) => {
    for (const wrong of [null, 7, "text", [null], { status: 1 }]) {
      expect(() => check(wrong, "answer")).toThrow(WireError);
    }
  });

  it("knows the four messages of the live line", () => {
    expect(message({ type: "session", session: null }, "m")).toEqual({ type: "session", session: null });
    expect(message({ type: "session", session: said.session }, "m")).toMatchObject({ type: "session" });
    expect(message({ type: "state", state: said.state }, "m")).toEqual({ type: "state", state: state(said.state, "m") });
    for (const one of said.coach as unknown[]) {
      expect(message({ type: "coach", coach: one }, "m")).toMatchObject({ type: "coach" });
    }
    expect(message({ type: "error", message: "no" }, "m")).toEqual({ type: "error", message: "no" });
    expect(() => message({ type: "other" }, "m")).toThrow("m.type: expected session or state or coach or error");
  });

  it("says where an answer is wrong", () => {
    const wrong = structuredClone(said.plan) as { steps: { seconds: unknown }[] };
    Object.assign(wrong.steps[3] as object, { seconds: "ten" });
    expect(() => plan(wrong, "plan")).toThrow("plan.steps[3].seconds: expected number");
  });
});
