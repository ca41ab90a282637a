import { describe, expect, it } from "vitest";

import session7 from "../../tests/wire/session.json";
import { sessionShape as checkSession, type Cue } from "../src/connection/shapes/session";
import { Announcer } from "../src/sound/announcer";
import { estimateSeconds, positionCue, selectCues } from "../src/sound/cue_selection";

const session = checkSession(session7, "session");

function cue(at: number, moment: string, text = moment): Cue {
  return { at, moment, text };
}

describe("the selected cues", () => {
  it("are all of them, or none with tones or silence", () => {
    expect(selectCues(session.cues, "all")).toEqual(session.cues);
    expect(selectCues(session.cues, "tones")).toEqual([]);
    expect(selectCues(session.cues, "silent")).toEqual([]);
  });

  it("of changes are the next exercise's name, its start and its end, and nothing in between", () => {
    const moments = "setup setup setup start tempo form halfway tempo last rest setup start count switch start where done";
    const cues = moments.split(" ").map((moment, at) => cue(at, moment));
    const changes = selectCues(cues, "changes").map(({ at, moment }) => `${at} ${moment}`);
    expect(changes.join(", ")).toBe(
      "0 setup, 3 start, 8 last, 9 rest, 10 setup, 11 start, 13 switch, 14 start, 15 where, 16 done",
    );
  });
});

describe("the announcer", () => {
  const cues = [cue(0, "start"), cue(2, "tempo"), cue(4, "form"), cue(10, "count")];

  it("says each cue once, at the first call after its time", () => {
    const announcer = new Announcer();
    const spoken = Array.from({ length: 300 }, (_, look) => announcer.next(cues, look / 20 - 1, null, 1)).filter(Boolean);
    expect(spoken).toEqual(cues);
  });

  it("says nothing older than a second, and no backlog after a stall", () => {
    const announcer = new Announcer();
    expect(announcer.next(cues, -0.5, null, 1)).toBeNull();
    expect(announcer.next(cues, 9, null, 1)).toBeNull();
    expect(announcer.next(cues, 10.9, null, 1)).toBe(cues[3]);
    expect(announcer.next(cues, 11.5, null, 1)).toBeNull();
  });

  it("says the latest of several, but a sentence rather than a word of the tempo", () => {
    expect(new Announcer().next([cue(1, "halfway"), cue(1.5, "count")], 1.6, null, 1)?.moment).toBe("count");
    expect(new Announcer().next([cue(1, "halfway"), cue(1.5, "tempo")], 1.6, null, 1)?.moment).toBe("halfway");
  });

  it.each([
    ["count", "setup"],
    ["last", "form"],
    ["switch", "setup"],
    ["start", "setup"],
    ["count", "count"],
    ["form", "tempo"],
    ["halfway", "form"],
    ["tempo", "tempo"],
  ])("cuts with %s what is being said of %s", (mine, its) => {
    expect(new Announcer().next([cue(1, mine)], 1, cue(0, its), 1)?.moment).toBe(mine);
  });

  it.each(["setup", "form", "halfway", "start", "count"])("drops a word of the tempo while %s is being said", (its) => {
    const announcer = new Announcer();
    const tempo = [cue(1, "tempo")];
    expect(announcer.next(tempo, 1, cue(0, its), 1)).toBeNull();
    expect(announcer.next(tempo, 1.1, null, 1)).toBeNull();
  });

  it("lets a sentence wait for the end of another, but not longer than it is worth", () => {
    const line = [cue(1, "setup")];
    const patient = new Announcer();
    expect(patient.next(line, 1, cue(0, "setup"), 1)).toBeNull();
    expect(patient.next(line, 1.8, null, 1)).toBe(line[0]);
    const late = new Announcer();
    expect(late.next(line, 1, cue(0, "setup"), 1)).toBeNull();
    expect(late.next(line, 2.1, null, 1)).toBeNull();
  });

  it("skips a hint that the next sentence would cut, more often with a slow voice", () => {
    const hint = [cue(0, "form", "Keep your hips level and quiet."), cue(3, "halfway")];
    expect(estimateSeconds("Keep your hips level and quiet.", 1)).toBeCloseTo(2.4);
    expect(new Announcer().next(hint, 0, null, 1)).toBe(hint[0]);
    expect(new Announcer().next(hint, 0, null, 0.5)).toBeNull();
  });

  it("says the coach's cue in between, never in place of the session's own", () => {
    const word = cue(1, "coach");
    const free = new Announcer();
    free.offerCoachCue(word);
    expect(free.next([], 1, null, 1)).toBe(word);
    const busy = new Announcer();
    const line = [cue(1, "setup")];
    expect(busy.next(line, 1, cue(0, "setup"), 1)).toBeNull();
    busy.offerCoachCue(word);
    expect(busy.next(line, 1.5, null, 1)).toBe(line[0]);
    const over = new Announcer();
    over.offerCoachCue(word);
    expect(over.next([cue(1.2, "last")], 1.2, word, 1)?.moment).toBe("last");
  });

  it("repeats cues to which the session goes back, but not the last one before a pause", () => {
    const announcer = new Announcer();
    announcer.next(cues, 5, null, 1);
    expect(announcer.next(cues, 4.99, null, 1)).toBeNull();
    expect(announcer.next(cues, 0.02, null, 1)).toBe(cues[0]);
  });
});

describe("after a pause", () => {
  const bridge = session.plan.steps.find(({ exercise, kind }) => exercise === "glute-bridge" && kind === "work");
  const at = bridge?.at ?? Number.NaN;

  it("says the position within a step", () => {
    expect(positionCue(session, at + 10)?.text).toBe(`Glute bridge: ${(bridge?.seconds ?? 0) - 10} seconds left.`);
    expect(positionCue(session, at - 5)?.text).toBe("Next: Glute bridge.");
  });

  it("says nothing at the beginning of a step, before the first and after the last", () => {
    expect(positionCue(session, at + 0.5)).toBeNull();
    expect(positionCue(session, -5)).toBeNull();
    expect(positionCue(session, session.plan.seconds)).toBeNull();
  });
});
