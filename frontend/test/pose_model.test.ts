import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

import { zipArchive } from "../model/archive.ts";
import { FlatBufferTable } from "../model/flatbuffer.ts";
import { withNormalisation } from "../model/normalisation.ts";

const MODEL = new Uint8Array(readFileSync(new URL("../node_modules/@mediapipe/pose/pose_landmark_lite.tflite", import.meta.url)));

/** The fields of a model that point to a list of tables: codes, graphs, buffers, metadata. */
const LISTS = [1, 2, 4, 6];

describe("a model with normalisation metadata", () => {
  const model = withNormalisation(MODEL, 0, 255);
  const before = model.length - MODEL.length;
  const [old, root] = [FlatBufferTable.root(MODEL), FlatBufferTable.root(model)];

  it("ends with the old file, unchanged and aligned", () => {
    expect(Buffer.compare(model.subarray(before), MODEL)).toBe(0);
    expect(before % 16).toBe(0);
    expect(Buffer.from(model.subarray(4, 8)).toString()).toBe("TFL3");
  });

  it("points to everything in the old root, and to one more buffer and metadata entry", () => {
    expect(root.number(0)).toBe(old.number(0));
    for (const field of LISTS) {
      const [was, is] = [old.items(field), root.items(field)];
      expect(is.slice(0, was.length)).toEqual(was.map((place) => place + before));
      expect(is.length - was.length).toBe(field === 4 || field === 6 ? 1 : 0);
    }
    expect(root.target(3)).toBe(old.target(3)! + before);
    expect(root.target(5)).toBe(old.target(5)! + before);
  });
});

describe("an archive", () => {
  it("holds each file as it is, under its name", () => {
    const content = new TextEncoder().encode("content of one");
    const whole = Buffer.from(zipArchive(new Map([["one", content], ["other", new Uint8Array(3)]])));
    expect(whole.includes(Buffer.from(content))).toBe(true);
    expect(whole.readUInt32LE(0)).toBe(0x04034b50);
    expect(whole.readUInt16LE(whole.length - 12)).toBe(2);
  });

  it("is the same for the same files", () => {
    const files = new Map([["one", new Uint8Array([1, 2, 3])]]);
    expect(Buffer.compare(zipArchive(files), zipArchive(files))).toBe(0);
  });
});
