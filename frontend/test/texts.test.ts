import { afterEach, describe, expect, it } from "vitest";

import { catalogue, clockTime, ENGLISH, t, tn } from "../src/texts";

afterEach(() => {
  catalogue.value = ENGLISH;
});

describe("a text", () => {
  it("is the English source if the catalogue has no translation", () => {
    expect(t("Set {set} of {sets}", { set: 2, sets: 3 })).toBe("Set 2 of 3");
  });

  it("is the translation if there is one, with its placeholders in the translation's order", () => {
    catalogue.value = { ...ENGLISH, language: "de", messages: { "Set {set} of {sets}": "Von {sets} Sätzen der {set}.", Back: "" } };
    expect(t("Set {set} of {sets}", { set: 2, sets: 3 })).toBe("Von 3 Sätzen der 2.");
    expect(t("Back")).toBe("Back");
  });

  it("keeps an unfilled placeholder, and fills none inside a value", () => {
    expect(t("{name}: {reason}", { name: "{reason}" })).toBe("{reason}: {reason}");
  });
});

describe("a number of things", () => {
  it("is one or many in English", () => {
    expect([0, 1, 2].map((count) => tn("{count} set", "{count} sets", count))).toEqual(["0 sets", "1 set", "2 sets"]);
  });

  it("has the form by the language's rule, also for numbers beyond the server's list", () => {
    // Polish: one; 2 to 4, but not 12 to 14; all others.
    const rule = (n: number): number => (n === 1 ? 0 : n % 10 >= 2 && n % 10 <= 4 && !(n % 100 >= 12 && n % 100 <= 14) ? 1 : 2);
    const plurals = { "{count} set": ["{count} seria", "{count} serie", "{count} serii"] };
    catalogue.value = { ...ENGLISH, language: "pl", plurals, forms: Array.from({ length: 200 }, (_, n) => rule(n)) };
    const texts = [1, 2, 5, 12, 22, 101, 112, 1002, 1012].map((count) => tn("{count} set", "{count} sets", count));
    expect(texts).toEqual([
      "1 seria", "2 serie", "5 serii", "12 serii", "22 serie", "101 serii", "112 serii", "1002 serie", "1012 serii",
    ]);
  });
});

describe("a number", () => {
  it("has the language's decimal mark", () => {
    expect(t("{percent} %", { percent: 94.8 })).toBe("94.8 %");
    catalogue.value = { ...ENGLISH, language: "de" };
    expect(t("{percent} %", { percent: 94.8 })).toBe("94,8 %");
  });
});

describe("a time", () => {
  it("is written as minutes and seconds", () => {
    expect([0, 5, 60, 415, 719.6, -1].map(clockTime)).toEqual(["0:00", "0:05", "1:00", "6:55", "12:00", "0:00"]);
  });
});
