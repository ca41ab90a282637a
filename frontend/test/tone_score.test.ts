import { describe, expect, it } from "vitest";

import session7 from "../../tests/wire/session.json";
import { sessionShape as checkSession } from "../src/connection/shapes/session";
import { METRONOME, notesBetween, SOUNDS, toneScore, type Note } from "../src/sound/tone_score";

const session = checkSession(session7, "session");
const { steps, seconds } = session.plan;
const notes = toneScore(session, false);
const soundAt = (at: number): string | undefined => notes.find((note) => note.at === at)?.sound;

describe("the score", () => {
  it("counts three down to each step and to the end, the first included", () => {
    expect(notesBetween(notes, -10, 0)).toEqual([
      { at: -3, sound: "count" },
      { at: -2, sound: "count" },
      { at: -1, sound: "count" },
      { at: 0, sound: "work" },
    ]);
    for (const at of [...steps.map((step) => step.at), seconds]) expect(soundAt(at - 1)).toBe("count");
  });

  it("marks each step by what it is, and the end", () => {
    expect(steps.map(({ at }) => soundAt(at))).toEqual(
      steps.map(({ kind }) => (kind === "work" || kind === "switch" ? kind : "other")),
    );
    expect(notes.at(-1)).toEqual({ at: seconds, sound: "done" });
  });

  it("marks each phase of each repetition, unless a more important note coincides", () => {
    const counted = steps.filter(({ reps, kind }) => kind === "work" && reps !== null);
    expect(counted.length).toBeGreaterThan(0);
    for (const { at, reps, tempo } of counted) {
      if (reps === null || tempo === null) throw new Error("counted work has a tempo");
      const period = tempo.up + tempo.hold + tempo.down;
      for (let rep = 0; rep < reps; rep++) {
        expect(notes.some((note) => note.at === at + rep * period)).toBe(true);
      }
      const beats = notesBetween(notes, at - 0.001, at + reps * period - 0.001).filter(({ sound }) => METRONOME.has(sound));
      expect(new Set(beats.map(({ sound }) => sound))).toEqual(new Set(["up", "hold", "down"]));
    }
  });

  it("has notes for halfway and the last one where the cues have them", () => {
    const cues = [
      { at: 92.5, moment: "halfway", text: "Halfway." },
      { at: 296, moment: "last", text: "Last one." },
    ];
    const notesWithCues = toneScore({ ...session, cues }, false);
    expect(notesWithCues).toContainEqual({ at: 92.5, sound: "halfway" });
    expect(notesWithCues).toContainEqual({ at: 296, sound: "last" });
  });

  it("has one note a moment", () => {
    for (const hints of [true, false]) {
      const times = toneScore(session, hints).map(({ at }) => at);
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b));
    }
  });

  it("marks a new line to read only if no voice speaks", () => {
    const sounds = (hints: boolean): Set<string> => new Set(toneScore(session, hints).map(({ sound }) => sound));
    expect(sounds(true)).toContain("hint");
    expect(sounds(false)).not.toContain("hint");
  });

  it("has each note once, however the time is divided", () => {
    const beats = Array.from({ length: 1720 }, (_, beat): Note[] =>
      notesBetween(notes, -10 + beat / 4, -10 + (beat + 1) / 4),
    );
    expect(beats.flat()).toEqual(notes);
  });

  it("has a distinct sound for each moment", () => {
    const shapes = Object.values(SOUNDS).map((tones) => JSON.stringify(tones));
    expect(new Set(shapes).size).toBe(shapes.length);
  });
});
