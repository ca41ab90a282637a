/** What a pose model makes of one picture: landmarks, and nothing of the picture itself. */

/** The landmarks of a body (BlazePose's), and the numbers of each in the picture and in space. */
export const LANDMARKS = 33;
export const [IN_PICTURE, IN_SPACE] = [4, 3];

/** One body. */
export interface Person {
  /** Of each landmark x and y as fractions of the picture's width and height (y down), z, and how visible it is. */
  image: Float32Array;
  /** Of each landmark metres from the middle between the hips: x right, y down, z away from the camera. */
  world: Float32Array;
}

/** What was seen at one moment. */
export interface Sight {
  /** Seconds of the page's clock at which the picture was taken. */
  t: number;
  /** Everybody in the picture, in no order. */
  people: Person[];
  /** Width and height of the picture in pixels. */
  size: [number, number];
  /** Milliseconds that it took to find them. */
  took: number;
}

/** As it goes to the server. */
export interface SeeCommand {
  do: "see";
  t: number;
  size: [number, number];
  people: { image: (number | null)[]; world: (number | null)[] }[];
}

/** Returns what goes to the server. */
export function seeCommand({ t, size, people }: Sight): SeeCommand {
  return {
    do: "see",
    t: rounded(t) ?? 0,
    size,
    people: people.map(({ image, world }) => ({
      image: Array.from(image, rounded),
      world: Array.from(world, rounded),
    })),
  };
}

/** A tenth of a millimetre, or of a pixel: no camera is as exact. */
const DIGITS = 1e4;

function rounded(value: number): number | null {
  return Number.isFinite(value) ? Math.round(value * DIGITS) / DIGITS : null;
}
