/** The figure's colours, read from the page's CSS tokens, so that they follow its theme. */

import { MATERIALS } from "./shapes";

export type Colour = readonly [red: number, green: number, blue: number];

export interface Palette {
  /** For each material 256 tones, from the deepest shade to the brightest light, each red, green, blue. */
  ramps: Uint8ClampedArray;
  working: Colour;
  stretched: Colour;
  mat: string;
  matEdge: string;
  wall: string;
  floor: string;
  shade: Colour;
}

/** Returns the palette of an element's theme. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const token = (name: string): string => style.getPropertyValue(`--figure-${name}`).trim();
  const shade = parseColour(token("shade"));
  const shine = parseColour(token("shine"));
  const ramps = new Uint8ClampedArray(MATERIALS.length * 256 * 3);
  for (const [index, material] of MATERIALS.entries()) {
    ramps.set(ramp(parseColour(token(material)), shade, shine), index * 256 * 3);
  }
  return {
    ramps,
    working: parseColour(token("working")),
    stretched: parseColour(token("stretched")),
    mat: token("mat"),
    matEdge: token("mat-edge"),
    wall: token("wall"),
    floor: token("floor"),
    shade,
  };
}

/** Parses "#rrggbb". */
export function parseColour(hex: string): Colour {
  const value = Number.parseInt(hex.slice(1), 16) || 0;
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The tone of a surface's own colour; shade is mixed in below it, shine above it. */
const PLAIN_TONE = 0.68;

/** The share of shade in the darkest tone, and of shine in the brightest. */
const [MAX_SHADE, MAX_SHINE] = [0.78, 0.5];

function ramp(plain: Colour, shade: Colour, shine: Colour): Uint8ClampedArray {
  const tones = new Uint8ClampedArray(256 * 3);
  for (let tone = 0; tone < 256; tone++) {
    const high = tone / 255 - PLAIN_TONE;
    const [other, share] =
      high < 0 ? [shade, (-high / PLAIN_TONE) ** 1.25 * MAX_SHADE] : [shine, (high / (1 - PLAIN_TONE)) ** 1.6 * MAX_SHINE];
    for (const channel of [0, 1, 2] as const) {
      tones[tone * 3 + channel] = plain[channel] + (other[channel] - plain[channel]) * share;
    }
  }
  return tones;
}
