/** The figure's geometry: its projection, which surface hides which, and the pose at each moment. */

import { describe, expect, it } from "vitest";

import said from "../../tests/wire/figure.json";
import { figureShape as check } from "../src/connection/shapes/figure";
import { bandShapes, type Band } from "../src/figure/band";
import { bodyShapes } from "../src/figure/body";
import { figureExtent } from "../src/figure/figure_canvas";
import { handShapes } from "../src/figure/hand";
import { joint, size, trunkFrame, type Landmarks } from "../src/figure/landmarks";
import { clearestPhase, phaseAt, poseAt, thighReaches, valueAt } from "../src/figure/motion";
import { parseColour } from "../src/figure/palette";
import { cameraFor, extentOf, project } from "../src/figure/projection";
import { EMPTY, Raster } from "../src/figure/raster";
import { MATERIALS, type Cone, type Material, type Plate } from "../src/figure/shapes";
import { add, dot, length, type Point } from "../src/figure/vectors";

const figure = check(said, "figure");
const first = figure.frames[0] as Landmarks;
const ALL = extentOf([
  [-1, 0, -1],
  [1, 2, 1],
]);

function ball(at: Point, radius: number, material: Material = "skin"): Cone {
  return { kind: "cone", a: at, ra: radius, b: at, rb: radius, material, part: "leftArm" };
}

/** Returns a point's depth in a cone, in metres. */
function under(point: Point, { a, ra, b, rb }: Cone): number {
  const [way, from] = [add(b, a, -1), add(point, a, -1)];
  const share = Math.min(1, Math.max(0, dot(from, way) / Math.max(dot(way, way), 1e-12)));
  return ra + (rb - ra) * share - length(add(from, way, -share));
}

function cloth(band: Band, landmarks: Landmarks): Plate[] {
  return bandShapes(landmarks, band).filter((shape): shape is Plate => shape.kind === "plate");
}

function materialAt(raster: Raster, [x, y]: Point): Material | null {
  const at = Math.floor(y) * raster.width + Math.floor(x);
  return raster.depth[at] === EMPTY ? null : MATERIALS[raster.material[at]!]!;
}

describe("the camera", () => {
  it("sees a body that faces z from the front at yaw 0, and its left on the right of the picture", () => {
    const seen = cameraFor(0, 0, ALL, 400, 400);
    const middle = project(seen, ALL.middle);
    expect(middle[0]).toBeCloseTo(200);
    expect(middle[1]).toBeCloseTo(200);
    const left = project(seen, add(ALL.middle, [0.5, 0, 0]));
    const top = project(seen, add(ALL.middle, [0, 0.5, 0]));
    const ahead = project(seen, add(ALL.middle, [0, 0, 0.5]));
    expect(left[0]).toBeGreaterThan(middle[0] + 1);
    expect(top[1]).toBeLessThan(middle[1] - 1);
    expect(ahead[2]).toBeGreaterThan(middle[2] + 1);
  });

  it("stands on the side of x at yaw 90", () => {
    const seen = cameraFor(90, 0, ALL, 400, 400);
    expect(project(seen, [1, 0, 0])[2]).toBeGreaterThan(project(seen, [-1, 0, 0])[2]);
  });

  it.each([0, 37, 90, 180, 275])("shows a whole figure at yaw %i in every shape of picture", (yaw) => {
    for (const [width, height] of [
      [300, 300],
      [900, 300],
      [200, 700],
    ] as const) {
      const seen = cameraFor(yaw, 14, figureExtent(figure), width, height);
      for (const point of figure.frames.flat()) {
        const [x, y] = project(seen, point);
        expect(Math.min(x, width - x, y, height - y)).toBeGreaterThan(0);
      }
    }
  });
});

describe("the raster", () => {
  const seen = cameraFor(0, 0, ALL, 200, 200);

  it.each([
    ["shirt", "shorts"],
    ["shorts", "shirt"],
  ] as const)("shows the nearer of two, whichever is drawn first (%s)", (one, other) => {
    const raster = new Raster(200, 200);
    const balls = { shirt: ball(add(ALL.middle, [0, 0, 0.3]), 0.2, "shirt"), shorts: ball(ALL.middle, 0.25, "shorts") };
    raster.draw(seen, [balls[one], balls[other]]);
    expect(materialAt(raster, project(seen, ALL.middle))).toBe("shirt");
  });

  it("draws a ball in its size, and its middle faces the viewer", () => {
    const raster = new Raster(200, 200);
    raster.draw(seen, [ball(ALL.middle, 0.4)]);
    const covered = raster.cover.reduce((sum, share) => sum + share, 0);
    expect(covered / (Math.PI * (0.4 * seen.scale) ** 2)).toBeCloseTo(1, 1);
    const at = 100 * 200 + 100;
    expect(Math.hypot(raster.right[at]!, raster.down[at]!)).toBeLessThan(0.05);
    expect(raster.depth[at]! - project(seen, ALL.middle)[2]).toBeCloseTo(0.4 * seen.scale, 0);
  });

  it("draws nothing outside the picture, and is empty after clearing", () => {
    const raster = new Raster(200, 200);
    raster.draw(seen, [ball([9, 9, 9], 0.2)]);
    expect(raster.cover.every((share) => share === 0)).toBe(true);
    raster.draw(seen, [ball(ALL.middle, 0.4)]);
    raster.clear();
    expect(raster.cover.every((share) => share === 0)).toBe(true);
    expect(raster.depth.every((depth) => depth === EMPTY)).toBe(true);
  });

  it("shows a limb that is seen end on", () => {
    const raster = new Raster(200, 200);
    const limb: Cone = { ...ball(ALL.middle, 0.1), b: add(ALL.middle, [0, 0, 0.5]), rb: 0.05, material: "shoe" };
    raster.draw(seen, [limb]);
    expect(materialAt(raster, project(seen, ALL.middle))).toBe("shoe");
  });
});

describe("the body", () => {
  it("has flesh round every joint of the limbs", () => {
    const cones = bodyShapes(first);
    for (const side of ["left", "right"] as const) {
      for (const name of ["shoulder", "elbow", "wrist", "hip", "knee", "ankle"] as const) {
        const near = cones.some((cone) => under(joint(first, side, name), cone) > 0);
        expect(near, `${side} ${name}`).toBe(true);
      }
    }
  });

  it("grows with the person", () => {
    const twice = first.map(([x, y, z]): Point => [2 * x, 2 * y, 2 * z]);
    expect(size(twice)).toBeCloseTo(2 * size(first));
    const [small, large] = [bodyShapes(first), bodyShapes(twice)];
    for (const [index, cone] of large.entries()) expect(cone.ra).toBeCloseTo(2 * small[index]!.ra);
  });

  it("has its front up when it lies on its back", () => {
    expect(trunkFrame(first, "hip").front[1]).toBeGreaterThan(0.9);
  });

  it("is drawn even when all landmarks are in one place", () => {
    const nowhere = first.map((): Point => [0, 1, 0]);
    expect(bodyShapes(nowhere).flatMap(({ a, b, ra, rb }) => [...a, ...b, ra, rb]).every(Number.isFinite)).toBe(true);
  });

  it("wears the band taut: a closed loop round both legs, as far from the left as from the right", () => {
    const plates = cloth({ kind: "band", around: ["left_knee", "right_knee"], offset: -0.1 }, first);
    const corners = plates.map(({ corner }) => corner);
    for (const [index, { u, v }] of plates.entries()) {
      const next = plates[(index + 1) % plates.length]!;
      const end = add(add(corners[index]!, v, 0.5), u);
      expect(length(add(end, add(next.corner, next.v, 0.5), -1))).toBeLessThan(1e-9);
    }
    const widest = Math.max(...corners.map(([x]) => x));
    expect(widest).toBeGreaterThan(joint(first, "left", "knee")[0]);
    expect(Math.min(...corners.map(([x]) => x))).toBeCloseTo(-widest, 2);
  });

  it.each([
    ["knee", -0.2],
    ["ankle", -0.06],
    ["heel", 0],
  ])("wears the band at the %s (%f) on the skin: neither in a leg nor floating off it, at any moment", (at, offset) => {
    for (const pose of figure.frames) {
      const legs = bodyShapes(pose).filter(({ part }) => part.endsWith("Leg"));
      for (const { corner, u, v } of cloth({ kind: "band", around: [`left_${at}`, `right_${at}`], offset }, pose)) {
        const middle = add(corner, v, 0.5);
        const depth = Math.max(...legs.map((cone) => under(middle, cone)));
        expect(depth).toBeLessThan(0.006);
        // A long piece goes from leg to leg; a short one lies on a leg.
        if (length(u) < 0.03) expect(depth).toBeGreaterThan(-0.02);
      }
    }
  });

  it("bends the fingers to the palm's side, on both hands alike", () => {
    const mirrored = (cones: Cone[]): number[] => cones.map(({ b }) => b[1]);
    expect(mirrored(handShapes(first, "left", 1))).toEqual(mirrored(handShapes(first, "right", 1)));
    // Palms down: the tips are lower than the knuckles.
    const [palm, , tip] = handShapes(first, "left", 1);
    expect(tip!.b[1]).toBeLessThan(palm!.b[1]);
  });

  it("has axes at right angles", () => {
    const { left, up, front } = trunkFrame(first, "shoulder");
    for (const [a, b] of [
      [left, up],
      [up, front],
      [front, left],
    ] as const) {
      expect(dot(a, b)).toBeCloseTo(0);
    }
  });
});

describe("the motion", () => {
  it("returns a frame at its phase, interpolates between two, and wraps round", () => {
    const frames = figure.frames;
    const count = frames.length;
    expect(poseAt(frames, 3 / count)).toEqual(frames[3]);
    expect(poseAt(frames, 1)).toEqual(frames[0]);
    const middle = poseAt(frames, (count - 0.5) / count)[0]!;
    expect(middle[1]).toBeCloseTo((frames[count - 1]![0]![1] + frames[0]![0]![1]) / 2);
  });

  it("is clearest where it is farthest from its start", () => {
    const reached = thighReaches(figure.frames);
    expect(reached[0]).toBeCloseTo(0);
    expect(Math.max(...reached)).toBe(1);
    expect(valueAt(reached, clearestPhase(reached))).toBe(1);
    const hips = (phase: number): number => poseAt(figure.frames, phase)[23]![1];
    expect(hips(clearestPhase(reached))).toBeGreaterThan(hips(0) + 0.1);
  });

  it("counts a held pose as constant effort", () => {
    expect(thighReaches([first, first])).toEqual([1, 1]);
  });

  const work = { kind: "work", reps: 10, tempo: { up: 1, hold: 2, down: 1 } } as const;

  it("follows the tempo where repetitions count", () => {
    expect(phaseAt(work, 1, 99)).toBe(0.25);
    expect(phaseAt(work, 9, 99)).toBe(0.25);
  });

  it("follows the figure's own time where seconds count", () => {
    expect(phaseAt({ kind: "work", reps: null, tempo: null }, 7, 4)).toBe(0.75);
  });

  it.each(["rest", "switch", "move", "ready"] as const)("shows how the work begins in a step of %s", (kind) => {
    expect(phaseAt({ ...work, kind }, 3, 4)).toBe(0);
  });
});

describe("the palette", () => {
  it("reads the colours of the tokens", () => {
    expect(parseColour("#d69f7e")).toEqual([214, 159, 126]);
  });
});
