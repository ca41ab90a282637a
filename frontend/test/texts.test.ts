import { afterEach, describe, expect, it } from "vitest";

import { catalogue, clockTime, t } from "../src/texts";

afterEach(() => {
  catalogue.value = { language: "en", messages: {} };
});

describe("a text", () => {
  it("is the English source where the catalogue has nothing", () => {
    expect(t("Set {set} of {sets}", { set: 2, sets: 3 })).toBe("Set 2 of 3");
  });

  it("is the translation where there is one, its places filled in the translation's order", () => {
    catalogue.value = { language: "de", messages: { "Set {set} of {sets}": "Von {sets} Sätzen der {set}.", Back: "" } };
    expect(t("Set {set} of {sets}", { set: 2, sets: 3 })).toBe("Von 3 Sätzen der 2.");
    expect(t("Back")).toBe("Back");
  });

  it("keeps a place that nobody filled, and fills no place inside a value", () => {
    expect(t("{name}: {reason}", { name: "{reason}" })).toBe("{reason}: {reason}");
  });
});

describe("a time", () => {
  it("is written as minutes and seconds", () => {
    expect([0, 5, 60, 415, 719.6, -1].map(clockTime)).toEqual(["0:00", "0:05", "1:00", "6:55", "12:00", "0:00"]);
  });
});
