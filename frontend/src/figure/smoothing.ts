/** Smooths the shading over the seams between the balls and cones of a limb, as on skin and cloth. */

import { EMPTY, type Raster } from "./raster";
import { BODY_PARTS } from "./shapes";

/** Metres between the points that are averaged, five each way, and of depth within which they are one surface. */
const [STRIDE_M, BLEND_DEPTH_M] = [0.007, 0.03];

/**
 * Strides for each part: none for a face, which would lose its features, or a prop; two for a trunk with its wide
 * seams.
 */
const STRIDES = BODY_PARTS.map((part) => (part === "prop" || part === "head" ? 0 : part === "trunk" ? 2 : 1));

/** Values between the two passes, reused from picture to picture. */
let buffer = { right: new Float32Array(0), down: new Float32Array(0) };

/** Smooths the directions that surfaces face: across, then down. */
export function smoothNormals(raster: Raster, scale: number): void {
  if (buffer.right.length < raster.right.length) {
    buffer = { right: new Float32Array(raster.right.length), down: new Float32Array(raster.right.length) };
  }
  const stride = Math.max(1, Math.round(STRIDE_M * scale));
  mix(raster, stride, BLEND_DEPTH_M * scale, raster, buffer);
  mix(raster, stride * raster.width, BLEND_DEPTH_M * scale, buffer, raster);
}

interface Facing {
  right: Float32Array;
  down: Float32Array;
}

function mix({ width, depth, part, drawnBounds }: Raster, stride: number, flow: number, from: Facing, to: Facing): void {
  const [x0, y0, x1, y1] = drawnBounds;
  const [right, down, toRight, toDown] = [from.right, from.down, to.right, to.down];
  const end = depth.length;
  for (let y = y0; y < y1; y++) {
    for (let x = x0; x < x1; x++) {
      const at = y * width + x;
      const z = depth[at]!;
      if (z === EMPTY) continue;
      const own = part[at]!;
      const step = STRIDES[own]! * stride;
      if (step === 0) {
        toRight[at] = right[at]!;
        toDown[at] = down[at]!;
        continue;
      }
      let sumRight = 0;
      let sumDown = 0;
      let count = 0;
      for (let tap = at - 2 * step; tap <= at + 2 * step; tap += step) {
        if (tap < 0 || tap >= end || part[tap] !== own) continue;
        const apart = depth[tap]! - z;
        if (apart > flow || apart < -flow) continue;
        sumRight += right[tap]!;
        sumDown += down[tap]!;
        count++;
      }
      toRight[at] = sumRight / count;
      toDown[at] = sumDown / count;
    }
  }
}
