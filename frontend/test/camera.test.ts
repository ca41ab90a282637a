import { describe, expect, it } from "vitest";

import { FrameRate } from "../src/camera/frame_rate";
import { poseCommand } from "../src/camera/pose_frame";
import { placeInPicture } from "../src/figure/body_overlay";
import { project } from "../src/figure/projection";

/** Adds so many pictures a second from one moment to another and returns the last rate. */
function watch(rate: FrameRate, from: number, to: number, pictures: number): number {
  let now = 0;
  for (let second = from; second < to; second++) {
    for (let picture = 0; picture < pictures; picture++) rate.addPicture(second + picture / pictures);
    now = rate.picturesPerSecond(second + 1);
  }
  return now;
}

describe("the picture rate", () => {
  it("is counted over the last seconds", () => {
    const rate = new FrameRate(0);
    expect(watch(rate, 0, 5, 20)).toBeCloseTo(20, 0);
    expect(watch(rate, 5, 10, 12)).toBeCloseTo(12, 0);
    expect(rate.picturesPerSecond(20)).toBe(0);
  });

  it("is not slow before it is known", () => {
    const rate = new FrameRate(100);
    watch(rate, 100, 105, 2);
    expect(rate.isSlow).toBe(false);
  });

  it("is slow below 8, and fast enough again only from 10 on", () => {
    const rate = new FrameRate(0);
    watch(rate, 0, 10, 9);
    expect(rate.isSlow).toBe(false);
    watch(rate, 10, 20, 7);
    expect(rate.isSlow).toBe(true);
    watch(rate, 20, 30, 9);
    expect(rate.isSlow).toBe(true);
    watch(rate, 30, 40, 11);
    expect(rate.isSlow).toBe(false);
  });

  it("is 0 when pictures stop coming", () => {
    const rate = new FrameRate(0);
    watch(rate, 0, 10, 20);
    watch(rate, 10, 14, 0);
    expect(rate.isSlow).toBe(true);
  });
});

describe("the message to the server", () => {
  it("has four decimals, and null for values that are not finite", () => {
    const image = new Float32Array(132).fill(0.123456);
    const world = new Float32Array(99).fill(-1.98765);
    image[5] = NaN;
    world[0] = Infinity;
    const command = JSON.parse(JSON.stringify(poseCommand({ t: 12.3456789, size: [640, 480], people: [{ image, world }], took: 30 })));
    expect(command).toMatchObject({ do: "see", t: 12.3457, size: [640, 480] });
    expect(command.people[0].image.slice(4, 6)).toEqual([0.1235, null]);
    expect(command.people[0].world.slice(0, 2)).toEqual([null, -1.9877]);
    expect(command.people[0].image).toHaveLength(132);
    expect(command.people[0].world).toHaveLength(99);
    expect(command).not.toHaveProperty("took");
  });
});

describe("a body in the camera's picture", () => {
  const world = Array.from({ length: 99 }, (_, at) => Math.sin(at * 7.3) * 0.5);
  const image = Array.from({ length: 33 }, (_, at) => [
    0.4 + world[at * 3]! * 0.2,
    0.6 + (world[at * 3 + 1]! * 0.2 * 640) / 480,
    0,
    1,
  ]).flat();

  it("lies where the picture's landmarks are", () => {
    const { landmarks, camera } = placeInPicture({ image, world }, 640, 480)!;
    for (const [at, point] of landmarks.entries()) {
      const [x, y] = project(camera, point);
      expect(x).toBeCloseTo(image[at * 4]! * 640, 6);
      expect(y).toBeCloseTo(image[at * 4 + 1]! * 480, 6);
    }
  });

  it("keeps its size in space and its depth", () => {
    const { landmarks, camera } = placeInPicture({ image, world }, 640, 480)!;
    expect(camera.scale).toBeCloseTo(0.2 * 640, 6);
    for (const [at, [, , near]] of landmarks.entries()) expect(near).toBe(-world[at * 3 + 2]!);
  });

  it("has no place if the landmarks are not finite, or all in one place", () => {
    expect(placeInPicture({ image: new Float32Array(132).fill(NaN), world }, 640, 480)).toBeNull();
    expect(placeInPicture({ image: new Float32Array(132), world }, 640, 480)).toBeNull();
    expect(placeInPicture({ image, world: new Float32Array(99) }, 640, 480)).toBeNull();
  });
});
