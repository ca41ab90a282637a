import { describe, expect, it } from "vitest";

import type { Cue } from "../src/connection/shapes/session";
import { addCue, type ScheduledCue } from "../src/sound/speech_track";

/** Returns the track for cues "at moment seconds", each added at its time, as "moment from-until". */
function track(...cues: string[]): string[] {
  let lines: readonly ScheduledCue[] = [];
  for (const one of cues) {
    const [at, moment = "", seconds] = one.split(" ");
    const cue: Cue = { at: Number(at), moment, text: moment };
    lines = addCue(lines, cue, cue.at, cue.at, Number(seconds));
  }
  return lines.map(({ cue, from, until }) => `${cue.moment} ${from}-${until}`);
}

describe("the track", () => {
  it("starts a cue at its time in silence", () => {
    expect(track("0 setup 2", "2 form 1", "5 halfway 1")).toEqual(["setup 0-2", "form 2-3", "halfway 5-6"]);
  });

  it("is cut by a cue with a higher priority", () => {
    expect(track("0 setup 4", "3 start 1")).toEqual(["setup 0-3", "start 3-4"]);
    expect(track("0 form 4", "3 halfway 1")).toEqual(["form 0-3", "halfway 3-4"]);
    expect(track("0 count 1.5", "1 count 1.5", "2 count 1.5")).toEqual(["count 0-1", "count 1-2", "count 2-3.5"]);
  });

  it("lets a cue wait for an equal one to end, if it is still worth saying then", () => {
    expect(track("0 setup 3", "2.5 setup 2")).toEqual(["setup 0-3", "setup 3-5"]);
    expect(track("0 setup 4", "2.5 setup 2")).toEqual(["setup 0-4"]);
  });

  it("replaces a waiting cue", () => {
    expect(track("0 setup 3", "2.2 form 1", "2.5 halfway 1")).toEqual(["setup 0-3", "halfway 3-4"]);
    expect(track("0 setup 3", "2.2 form 1", "2.5 count 1")).toEqual(["setup 0-2.5", "count 2.5-3.5"]);
  });

  it("has no word of the tempo over or after a sentence, but one after another", () => {
    expect(track("0 form 2", "1 tempo 0.5", "2 tempo 0.5")).toEqual(["form 0-2", "tempo 2-2.5"]);
    expect(track("0 setup 3", "2.5 form 1", "2.6 tempo 1")).toEqual(["setup 0-3", "form 3-4"]);
    expect(track("0 tempo 1.2", "1 tempo 1")).toEqual(["tempo 0-1", "tempo 1-2"]);
  });

  it("never overlaps, and never starts a cue more than a second late", () => {
    const moments = ["setup", "form", "tempo", "count", "start", "halfway", "rest", "where", "last"];
    // A fixed, irregular sequence from a linear congruential generator.
    let seed = 1;
    const next = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let round = 0; round < 200; round += 1) {
      let at = 0;
      let lines: readonly ScheduledCue[] = [];
      for (let cue = 0; cue < 20; cue += 1) {
        at += next() * 2;
        lines = addCue(lines, { at, moment: moments[Math.floor(next() * moments.length)] ?? "", text: "" }, at, at, next() * 4);
      }
      lines.forEach((line, index) => {
        expect(line.from - line.cue.at).toBeGreaterThanOrEqual(0);
        expect(line.from - line.cue.at).toBeLessThanOrEqual(1);
        expect(line.until).toBeLessThanOrEqual(lines[index + 1]?.from ?? Infinity);
      });
    }
  });
});
