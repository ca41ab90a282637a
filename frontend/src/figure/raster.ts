/**
 * Finds the nearest surface at each pixel and the direction it faces. It runs on the processor, pixel by pixel, so that
 * a body of balls and cones looks like one piece, limbs hide each other correctly, and no graphics card is needed.
 */

import { project, type Camera } from "./projection";
import { BODY_PARTS, MATERIALS, type Cone, type Plate, type Shape } from "./shapes";
import { cross, dot, normalise } from "./vectors";

/** The depth of an empty pixel. */
export const EMPTY = -1e9;

/** Metres of depth within which two surfaces of one part count as one, and their shading blends. */
const BLEND_DEPTH_M = { trunk: 0.06, limb: 0.035, end: 0.006 };

/** Differences of depth below this don't matter: of two surfaces in one place the one drawn first stays. */
const DEPTH_EPSILON_PX = 0.3;

export class Raster {
  /** Nearness in pixels; EMPTY where nothing is drawn. */
  readonly depth: Float32Array;
  /** The direction that the surface faces: right and down; the rest to 1 is towards the viewer. */
  readonly right: Float32Array;
  readonly down: Float32Array;
  readonly material: Uint8Array;
  /** The share of the pixel that is covered, 0 to 1. */
  readonly cover: Float32Array;
  readonly part: Uint8Array;
  /** The drawn area: left, top, right, bottom. */
  drawnBounds = [0, 0, 0, 0] as [number, number, number, number];

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    const pixels = width * height;
    this.depth = new Float32Array(pixels).fill(EMPTY);
    this.right = new Float32Array(pixels);
    this.down = new Float32Array(pixels);
    this.material = new Uint8Array(pixels);
    this.cover = new Float32Array(pixels);
    this.part = new Uint8Array(pixels);
    this.clear();
  }

  clear(): void {
    const [left, top, right, bottom] = this.drawnBounds;
    for (let y = top; y < bottom; y++) {
      this.depth.fill(EMPTY, y * this.width + left, y * this.width + right);
      this.cover.fill(0, y * this.width + left, y * this.width + right);
    }
    this.drawnBounds = [this.width, this.height, 0, 0];
  }

  draw(camera: Camera, shapes: readonly Shape[]): void {
    for (const shape of shapes) {
      if (shape.kind === "cone") this.cone(camera, shape);
      else this.plate(camera, shape);
    }
  }

  /** Returns the part of a rectangle that lies in the picture, and adds it to the drawn area. */
  private markDrawn(left: number, top: number, right: number, bottom: number): [number, number, number, number] {
    const bounds: [number, number, number, number] = [
      Math.max(0, Math.floor(left) - 1),
      Math.max(0, Math.floor(top) - 1),
      Math.min(this.width, Math.ceil(right) + 1),
      Math.min(this.height, Math.ceil(bottom) + 1),
    ];
    if (bounds[0] < bounds[2] && bounds[1] < bounds[3]) {
      this.drawnBounds[0] = Math.min(this.drawnBounds[0], bounds[0]);
      this.drawnBounds[1] = Math.min(this.drawnBounds[1], bounds[1]);
      this.drawnBounds[2] = Math.max(this.drawnBounds[2], bounds[2]);
      this.drawnBounds[3] = Math.max(this.drawnBounds[3], bounds[3]);
    }
    return bounds;
  }

  /**
   * Draws a ball that moves from a to b while its radius changes; each pixel gets the nearest point on that way. With p
   * the pixel seen from a, r(t) and c(t) radius and place on the way, q(t) = r² − |p − c|² is a parabola that opens
   * downwards, and the depth t·dz + √q has its one maximum where t = m + k·√Q (m, Q: the parabola's top).
   */
  private cone(camera: Camera, { a, ra, b, rb, material, part, into }: Cone): void {
    const { depth, right, down, cover, width, part: parts, material: materials } = this;
    const [ax, ay, az] = project(camera, a);
    const [bx, by, bz] = project(camera, b);
    const r0 = ra * camera.scale;
    const [dx, dy, dz, dr] = [bx - ax, by - ay, bz - az, rb * camera.scale - r0];
    // Seen end on, one ball may hide the other: only the nearer end is visible then.
    const flat = Math.max(dx * dx + dy * dy - dr * dr, 1e-3);
    const inverse = 1 / flat;
    const k = dz / Math.sqrt(flat * (flat + dz * dz));
    const [wide, narrow] = [BLEND_DEPTH_M[part === "trunk" ? "trunk" : "limb"] * camera.scale, BLEND_DEPTH_M.end * camera.scale];
    const [materialIndex, partIndex] = [MATERIALS.indexOf(material), BODY_PARTS.indexOf(part)];
    const otherPartIndex = into === undefined ? partIndex : BODY_PARTS.indexOf(into);
    const far = Math.max(r0, r0 + dr);
    const [x0, y0, x1, y1] = this.markDrawn(
      Math.min(ax, bx) - far,
      Math.min(ay, by) - far,
      Math.max(ax, bx) + far,
      Math.max(ay, by) + far,
    );
    const outside = -2 * far - 1;
    const nearest = Math.max(az + r0, bz + r0 + dr) + wide;
    // A slanted limb fills little of its rectangle: in each row only the pixels near its axis are examined.
    const slope = Math.abs(dy) > 1 ? dx / dy : 0;
    const half = Math.abs(dy) > 1 ? ((far + 1) * Math.hypot(dx, dy)) / Math.abs(dy) + 1 : Infinity;
    for (let y = y0; y < y1; y++) {
      const py = y + 0.5 - ay;
      const from = Math.max(x0, Math.floor(ax + py * slope - half));
      const to = Math.min(x1, Math.ceil(ax + py * slope + half));
      for (let x = from; x < to; x++) {
        const px = x + 0.5 - ax;
        const along = r0 * dr + px * dx + py * dy;
        const m = along * inverse;
        const top = r0 * r0 - px * px - py * py + along * m;
        // Outside the infinitely long limb by a pixel or more, or entirely behind another surface.
        if (top < outside) continue;
        const at = y * width + x;
        if (depth[at]! > nearest && cover[at] === 1) continue;
        let t = top > 0 ? m + k * Math.sqrt(top) : m;
        const flow = t < 0 || t > 1 ? narrow : wide;
        t = t < 0 ? 0 : t > 1 ? 1 : t;
        const r = r0 + t * dr;
        const ex = px - t * dx;
        const ey = py - t * dy;
        const q = r * r - ex * ex - ey * ey;
        // Farther outside than half a pixel.
        if (q < -r - 0.25) continue;
        if (q <= r) {
          const covered = Math.min(1, Math.max(0, r - Math.sqrt(r * r - q) + 0.5));
          if (covered > cover[at]!) cover[at] = covered;
          if (q <= 0 && depth[at]! > EMPTY) continue;
        } else cover[at] = 1;
        const rise = q > 0 ? Math.sqrt(q) : 0;
        const z = az + t * dz + rise;
        const gap = z - depth[at]!;
        if (gap <= -flow) continue;
        const share = 1 / (q > 0 ? r : Math.sqrt(r * r - q));
        const nx = ex * share;
        const ny = ey * share;
        const drawnPart = parts[at]!;
        if (gap < flow && (drawnPart === partIndex || drawnPart === otherPartIndex)) {
          const over = 0.5 + (0.5 * gap) / flow;
          const smooth = over * over * (3 - 2 * over);
          right[at] = right[at]! + (nx - right[at]!) * smooth;
          down[at] = down[at]! + (ny - down[at]!) * smooth;
        } else if (gap > 0) {
          right[at] = nx;
          down[at] = ny;
        }
        if (gap > DEPTH_EPSILON_PX) {
          depth[at] = z;
          materials[at] = materialIndex;
          parts[at] = partIndex;
        }
      }
    }
  }

  private plate(camera: Camera, { corner, u, v, material }: Plate): void {
    const { depth, right, down, cover, width } = this;
    const [ox, oy, oz] = project(camera, corner);
    const [ux, uy, uz] = [dot(camera.right, u) * camera.scale, -dot(camera.up, u) * camera.scale, dot(camera.near, u) * camera.scale];
    const [vx, vy, vz] = [dot(camera.right, v) * camera.scale, -dot(camera.up, v) * camera.scale, dot(camera.near, v) * camera.scale];
    const area = ux * vy - uy * vx;
    if (Math.abs(area) < 0.5) return;
    const inverse = 1 / area;
    const normal = normalise(cross(u, v));
    const facing = dot(normal, camera.near) < 0 ? -1 : 1;
    const [nx, ny] = [dot(normal, camera.right) * facing, -dot(normal, camera.up) * facing];
    // The pixels per unit of s and t, across the opposite edge.
    const wide = Math.abs(area) / Math.hypot(vx, vy);
    const tall = Math.abs(area) / Math.hypot(ux, uy);
    const materialIndex = MATERIALS.indexOf(material);
    const [x0, y0, x1, y1] = this.markDrawn(
      ox + Math.min(0, ux) + Math.min(0, vx),
      oy + Math.min(0, uy) + Math.min(0, vy),
      ox + Math.max(0, ux) + Math.max(0, vx),
      oy + Math.max(0, uy) + Math.max(0, vy),
    );
    for (let y = y0; y < y1; y++) {
      const py = y + 0.5 - oy;
      for (let x = x0; x < x1; x++) {
        const px = x + 0.5 - ox;
        const s = (px * vy - py * vx) * inverse;
        const t = (py * ux - px * uy) * inverse;
        const inside = Math.min(Math.min(s, 1 - s) * wide, Math.min(t, 1 - t) * tall) + 0.5;
        if (inside <= 0) continue;
        const at = y * width + x;
        if (inside > cover[at]!) cover[at] = Math.min(1, inside);
        const z = oz + s * uz + t * vz;
        if (z <= depth[at]! || (inside < 0.5 && depth[at]! > EMPTY)) continue;
        depth[at] = z;
        right[at] = nx;
        down[at] = ny;
        this.material[at] = materialIndex;
        this.part[at] = 0;
      }
    }
  }
}
