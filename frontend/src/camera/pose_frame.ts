/** The result of the pose model for one picture: landmarks, and nothing of the picture itself. */

/** The number of landmarks of a body (BlazePose's), and of values of each in the picture and in space. */
export const LANDMARKS = 33;
export const [IMAGE_VALUES, WORLD_VALUES] = [4, 3];

/** A detected body. */
export interface Person {
  /** For each landmark: x and y as fractions of the picture's width and height (y down), z, and visibility. */
  image: Float32Array;
  /** For each landmark, metres from the middle between the hips: x right, y down, z away from the camera. */
  world: Float32Array;
}

/** The bodies in one picture. */
export interface PoseFrame {
  /** The page's time in seconds at which the picture was taken. */
  t: number;
  /** Everybody in the picture, in no particular order. */
  people: Person[];
  /** Width and height of the picture in pixels. */
  size: [number, number];
  /** Milliseconds that the model took. */
  took: number;
}

/** The message to the server. */
export interface PoseCommand {
  do: "see";
  t: number;
  size: [number, number];
  people: { image: (number | null)[]; world: (number | null)[] }[];
}

/** Returns the message to the server. */
export function poseCommand({ t, size, people }: PoseFrame): PoseCommand {
  return {
    do: "see",
    t: roundedOrNull(t) ?? 0,
    size,
    people: people.map(({ image, world }) => ({
      image: Array.from(image, roundedOrNull),
      world: Array.from(world, roundedOrNull),
    })),
  };
}

/** Steps of a tenth of a millimetre, or of a pixel: no camera is as exact. */
const STEPS_PER_UNIT = 1e4;

function roundedOrNull(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT : null;
}
