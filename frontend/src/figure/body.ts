/** Builds a body's shapes round its 33 landmarks (in BlazePose's order). Radii are in metres for a person of 1.70 m. */

import { handShapes } from "./hand";
import { headShapes } from "./head";
import { joint, middle, SIDES, size, trunkFrame, type Landmarks, type Side } from "./landmarks";
import type { BodyPart, Cone, Material } from "./shapes";
import { add, cross, dot, frame, fromTo, lerp, normalise, offset, type Frame, type Point } from "./vectors";

/**
 * Rows of balls up the trunk, from the hips (0) to the shoulders (1): half the distance between the outer balls, and
 * their radius.
 */
const TRUNK: readonly [share: number, half: number, radius: number, front: number, material: Material][] = [
  [-0.07, 0.068, 0.078, -0.008, "shorts"],
  [0.07, 0.082, 0.084, -0.008, "shorts"],
  [0.2, 0.074, 0.082, -0.003, "shorts"],
  [0.32, 0.062, 0.08, 0.002, "shorts"],
];

/** The shirt is tucked in. */
const SHIRT: typeof TRUNK = [
  [0.2, 0.064, 0.074, 0.002, "shirt"],
  [0.42, 0.06, 0.082, 0.004, "shirt"],
  [0.66, 0.076, 0.092, 0.006, "shirt"],
  [0.83, 0.094, 0.08, 0, "shirt"],
  [0.95, 0.1, 0.056, -0.008, "shirt"],
];

/** The trunk is wider than deep, so it consists of columns of balls side by side. */
const COLUMNS = [-1, -0.5, 0, 0.5, 1];

/** The share of the limb that the clothes cover, and the share over which their edge sinks into the skin. */
const [SLEEVE, TROUSER, HEM] = [0.5, 0.42, 0.03];

/** Returns a body's shapes. A shape that blends into another part comes after that part. */
export function bodyShapes(landmarks: Landmarks): Cone[] {
  const unitSize = size(landmarks);
  const shapes = [...trunk(landmarks, unitSize), ...headShapes(landmarks, unitSize)];
  for (const side of SIDES) shapes.push(...leg(landmarks, side, unitSize), ...arm(landmarks, side, unitSize));
  return shapes;
}

/** Returns a limb's shapes: balls with these radii, each joined to the next. */
function chain(
  part: BodyPart,
  unitSize: number,
  into: BodyPart | undefined,
  balls: readonly [Point, number, Material][],
): Cone[] {
  return balls.slice(1).map(([b, rb, material], index) => {
    const [a, ra] = balls[index]!;
    return { kind: "cone", a, ra: ra * unitSize, b, rb: rb * unitSize, material, part, into };
  });
}

function trunk(landmarks: Landmarks, unitSize: number): Cone[] {
  const [hips, chest] = [trunkFrame(landmarks, "hip"), trunkFrame(landmarks, "shoulder")];
  const low = middle(landmarks, "hip");
  const high = middle(landmarks, "shoulder");
  const column = (rows: typeof TRUNK, across: number): Cone[] =>
    chain(
      "trunk",
      unitSize,
      undefined,
      rows.map(([share, half, radius, front, material]): [Point, number, Material] => {
        const turn = Math.min(1, Math.max(0, share));
        const axes: Frame = {
          left: normalise(lerp(hips.left, chest.left, turn)),
          up: hips.up,
          front: normalise(lerp(hips.front, chest.front, turn)),
        };
        return [offset(lerp(low, high, share), axes, across * half * unitSize, 0, front * unitSize), radius, material];
      }),
    );
  const shapes = [...COLUMNS.flatMap((across) => column(TRUNK, across)), ...COLUMNS.flatMap((across) => column(SHIRT, across))];
  const neck = offset(high, chest, 0, 0.036 * unitSize, -0.012 * unitSize);
  for (const side of SIDES) {
    const shoulder = add(joint(landmarks, side, "shoulder"), chest.up, -0.014 * unitSize);
    shapes.push(
      ...chain("trunk", unitSize, undefined, [
        [shoulder, 0.044, "shirt"],
        [lerp(shoulder, neck, 0.55), 0.047, "shirt"],
        [neck, 0.046, "shirt"],
      ]),
      // Starts at the ribs, or it would stick out of the chest.
      ...chain("trunk", unitSize, undefined, [
        [offset(lerp(low, high, 0.76), chest, (side === "left" ? 0.1 : -0.1) * unitSize, 0, 0), 0.074, "shirt"],
        [shoulder, 0.046, "shirt"],
      ]),
    );
  }
  return shapes;
}

/** A bare leg's radii: along the thigh, and along the shank. */
const [THIGH, SHANK] = [
  [
    [TROUSER - 0.04, 0.07],
    [0.75, 0.058],
    [1, 0.05],
  ],
  [
    [0.28, 0.052],
    [0.62, 0.041],
    [0.9, 0.034],
  ],
] as const;

/**
 * Returns a bare leg's radius at a share of the way from the hip to the knee or, above 1, from the knee to the ankle.
 */
export function thickness(share: number): number {
  const radii = [...THIGH, ...SHANK.map(([along, radius]) => [1 + along, radius] as const)];
  const after = radii.findIndex(([along]) => along >= share);
  if (after <= 0) return radii.at(after)![1];
  const [[low, thick], [high, thin]] = [radii[after - 1]!, radii[after]!];
  return thick + ((thin - thick) * (share - low)) / (high - low);
}

function leg(landmarks: Landmarks, side: Side, unitSize: number): Cone[] {
  const [hip, knee, ankle] = [joint(landmarks, side, "hip"), joint(landmarks, side, "knee"), joint(landmarks, side, "ankle")];
  const part = `${side}Leg` as const;
  const hips = trunkFrame(landmarks, "hip");
  // The flesh lies nearer to the middle than the joint, so that the hips have no corner where the thighs begin.
  const inward = (side === "left" ? -0.014 : 0.014) * unitSize;
  const seat = offset(hip, hips, inward, -0.008 * unitSize, -0.026 * unitSize);
  const thigh = (share: number): Point => lerp(hip, knee, share);
  return [
    ...chain(part, unitSize, "trunk", [
      [seat, 0.083, "shorts"],
      [thigh(0.18), 0.082, "shorts"],
      [thigh(TROUSER), 0.075, "shorts"],
      [thigh(TROUSER + HEM), 0.058, "shorts"],
    ]),
    ...chain(part, unitSize, "trunk", [
      [offset(hip, hips, inward, 0, 0), 0.079, "shorts"],
      [thigh(0.2), 0.081, "shorts"],
    ]),
    ...chain(part, unitSize, undefined, [
      ...THIGH.map(([share, radius]): [Point, number, Material] => [thigh(share), radius, "skin"]),
      ...SHANK.map(([share, radius]): [Point, number, Material] => [lerp(knee, ankle, share), radius, "skin"]),
      [ankle, 0.034, "shoe"],
    ]),
    ...foot(landmarks, side, unitSize),
  ];
}

function foot(landmarks: Landmarks, side: Side, unitSize: number): Cone[] {
  const [ankle, heel, toe] = [joint(landmarks, side, "ankle"), joint(landmarks, side, "heel"), joint(landmarks, side, "toe")];
  const part = `${side}Leg` as const;
  const ahead = normalise(fromTo(heel, toe), [0, 0, 1]);
  const rise = fromTo(lerp(heel, toe, 0.3), ankle);
  const up = normalise(add(rise, ahead, -dot(rise, ahead)));
  const axes = frame(cross(up, ahead), up);
  const sole = (share: number, across: number, up: number): Point =>
    offset(lerp(heel, toe, share), axes, across * unitSize, up * unitSize, 0);
  return [
    ...[-0.016, 0, 0.016].flatMap((across) =>
      chain(part, unitSize, undefined, [
        [sole(0.1, across * 0.5, 0.026), 0.032, "shoe"],
        [sole(0.66, across, 0.024), 0.028, "shoe"],
        [sole(0.94, across * 0.75, 0.02), 0.022, "shoe"],
      ]),
    ),
    ...chain(part, unitSize, undefined, [
      [ankle, 0.041, "shoe"],
      [sole(0.6, 0, 0.03), 0.03, "shoe"],
    ]),
    ...chain(part, unitSize, undefined, [
      [ankle, 0.039, "shoe"],
      [sole(0.12, 0, 0.03), 0.034, "shoe"],
    ]),
  ];
}

function arm(landmarks: Landmarks, side: Side, unitSize: number): Cone[] {
  const [shoulder, elbow, wrist] = [joint(landmarks, side, "shoulder"), joint(landmarks, side, "elbow"), joint(landmarks, side, "wrist")];
  const part = `${side}Arm` as const;
  const chest = trunkFrame(landmarks, "shoulder");
  return [
    ...chain(part, unitSize, "trunk", [
      [add(shoulder, chest.up, -0.012 * unitSize), 0.049, "shirt"],
      [lerp(shoulder, elbow, 0.25), 0.05, "shirt"],
      [lerp(shoulder, elbow, SLEEVE), 0.046, "shirt"],
      [lerp(shoulder, elbow, SLEEVE + HEM), 0.034, "shirt"],
    ]),
    ...chain(part, unitSize, undefined, [
      [lerp(shoulder, elbow, SLEEVE - 0.06), 0.042, "skin"],
      [elbow, 0.035, "skin"],
      [lerp(elbow, wrist, 0.25), 0.036, "skin"],
      [wrist, 0.026, "skin"],
    ]),
    ...handShapes(landmarks, side, unitSize),
  ];
}

