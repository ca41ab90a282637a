/** Lights the raster's surfaces: from above and a little from the left, with soft shade where surfaces are close. */

import type { Glow } from "./muscles";
import type { Palette } from "./palette";
import type { Camera } from "./projection";
import { EMPTY, type Raster } from "./raster";
import { BODY_PARTS } from "./shapes";

/** The direction of the main light: right, down, towards the viewer. */
const LIGHT = { right: -0.42, down: -0.74, near: 0.52 };

/** How far the main light reaches round the body: beyond the horizon, as from a large window. */
const WRAP = 0.55;

/** A surface within so many metres in front of a point keeps light away from it. */
const OCCLUSION_M = 0.03;

/** Metres above the floor below which it gets darker. */
const FLOOR_SHADE_M = 0.12;

/** Metres that flesh may sink into the floor before it is cut: a lying body is flat there. */
const MAX_SUNK_M = 0.006;

/** Arms don't glow: a hand on the hip hides the muscle behind it. */
const CAN_GLOW = BODY_PARTS.map((part) => part === "trunk" || part === "leftLeg" || part === "rightLeg");

/** Colours the pixels on which something is drawn. */
export function lightPixels(raster: Raster, camera: Camera, palette: Palette, glows: readonly Glow[], image: ImageData): void {
  const { width, depth, right, down, material, part, cover, drawnBounds } = raster;
  const { data } = image;
  const [x0, y0, x1, y1] = drawnBounds;
  const near = Math.max(1, Math.round(OCCLUSION_M * camera.scale));
  const [rows, gap] = [near * width, OCCLUSION_M * 3 * camera.scale];
  const last = depth.length - 1;
  for (let y = y0; y < y1; y++) {
    const high = (camera.y - y - 0.5) * camera.up[1];
    for (let x = x0; x < x1; x++) {
      const at = y * width + x;
      const z = depth[at]!;
      const over = (high + z * camera.near[1]) / camera.scale;
      if (z === EMPTY || over < -MAX_SUNK_M) {
        data[at * 4 + 3] = 0;
        continue;
      }
      const nx = right[at]!;
      const ny = down[at]!;
      const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
      const diffuse = Math.max(0, (nx * LIGHT.right + ny * LIGHT.down + nz * LIGHT.near + WRAP) / (1 + WRAP));
      const dim =
        shade(depth[Math.max(0, at - near)]!, z, gap) +
        shade(depth[Math.min(last, at + near)]!, z, gap) +
        shade(depth[Math.max(0, at - rows)]!, z, gap) +
        shade(depth[Math.min(last, at + rows)]!, z, gap);
      const floor = over < FLOOR_SHADE_M ? 1 - 0.3 * (1 - over / FLOOR_SHADE_M) * (0.5 + 0.5 * ny) : 1;
      const rim = (1 - nz) * (1 - nz) * (1 - nz) * (0.5 - 0.5 * ny) * 0.16;
      const tone = ((0.2 + 0.72 * diffuse - 0.05 * ny) * (1 - 0.15 * dim) * floor + rim) * 255;
      const ownMaterial = material[at]!;
      const from = (ownMaterial * 256 + (tone < 0 ? 0 : tone > 255 ? 255 : tone | 0)) * 3;
      let red = palette.ramps[from]!;
      let green = palette.ramps[from + 1]!;
      let blue = palette.ramps[from + 2]!;
      if (CAN_GLOW[part[at]!]) {
        for (let index = 0; index < glows.length; index++) {
          const glow = glows[index]!;
          const gx = x - glow.x;
          const gy = y - glow.y;
          const gz = (z - glow.z) * glow.depthWeight;
          const apart = (gx * gx + gy * gy + gz * gz) / (glow.radius * glow.radius);
          if (apart >= 1) continue;
          const share = (1 - apart) * (1 - apart) * glow.strength;
          const lift = 0.75 + 0.5 * diffuse;
          red += (glow.colour[0] * lift - red) * share;
          green += (glow.colour[1] * lift - green) * share;
          blue += (glow.colour[2] * lift - blue) * share;
        }
      }
      data[at * 4] = red;
      data[at * 4 + 1] = green;
      data[at * 4 + 2] = blue;
      data[at * 4 + 3] = cover[at]! * 255;
    }
  }
  smooth(raster, 0.02 * camera.scale, data);
}

/** Returns how much a neighbour at this depth keeps light away: most when it is slightly nearer. */
function shade(other: number, z: number, gap: number): number {
  const nearer = other - z;
  return nearer <= 0 ? 0 : nearer < gap ? nearer / gap : nearer < 4 * gap ? 1 - (nearer - gap) / (3 * gap) : 0;
}

/** Blends the pixels on both sides of an inner edge, or of a change of cloth, which would be jagged. */
function smooth({ width, depth, material, drawnBounds }: Raster, step: number, data: Uint8ClampedArray): void {
  const [x0, y0, x1, y1] = drawnBounds;
  for (let y = Math.max(1, y0); y < y1 - 1; y++) {
    for (let x = Math.max(1, x0); x < x1 - 1; x++) {
      const at = y * width + x;
      const z = depth[at]!;
      if (z === EMPTY) continue;
      const l = depth[at - 1]!;
      const r = depth[at + 1]!;
      const u = depth[at - width]!;
      const d = depth[at + width]!;
      if (l === EMPTY || r === EMPTY || u === EMPTY || d === EMPTY) continue;
      const ownMaterial = material[at]!;
      const same =
        ownMaterial === material[at - 1]! &&
        ownMaterial === material[at + 1]! &&
        ownMaterial === material[at - width]! &&
        ownMaterial === material[at + width]!;
      if (same && Math.max(Math.abs(l - z), Math.abs(r - z), Math.abs(u - z), Math.abs(d - z)) < step) continue;
      for (let channel = 0; channel < 3; channel++) {
        const own = at * 4 + channel;
        data[own] =
          (data[own]! * 2 + data[own - 4]! + data[own + 4]! + data[own - width * 4]! + data[own + width * 4]!) / 6;
      }
    }
  }
}
