/** Adds the pose model to the build: made from two files of a pinned package, each checked by its hash. */

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Plugin } from "vite";

import { zipArchive } from "./archive.ts";
import { withNormalisation } from "./normalisation.ts";

/** The address at which the page and `rearguard coach` find it. */
const NAME = "pose/pose_landmarker_full.task";

const PACKAGES = new URL("../node_modules/@mediapipe/", import.meta.url);

/** The detector's TFLite file, under the name that the package's own loader expects. */
const DETECTOR = "pose/pose_solution_packed_assets.data";
const LANDMARKS = "pose/pose_landmark_full.tflite";

/** The SHA-256, in hexadecimal, of each file that the build takes from these packages unchanged. */
const SHA256: Record<string, string> = {
  [DETECTOR]: "a63c614bef30d35947f13be361820b1e4e3bec9cfeebf4d11216a18373108e85",
  [LANDMARKS]: "e9a5c5cb17f736fafd4c2ec1da3b3d331d6edbe8a0d32395855aeb2cdfd64b9f",
  "tasks-vision/vision_bundle.mjs": "8752b2d5cae22bb369ecf9f0a1a6737d4c5fddc8d1cf8b4b16178ae698494077",
  "tasks-vision/wasm/vision_wasm_internal.js": "eaa94828f21fb492677a1656a1f9b2e2d5eafd1eb3e1b86d301b85d828b97e25",
  "tasks-vision/wasm/vision_wasm_internal.wasm": "e8cabbe0d685d2854ee2c82f300019af99519bf7c55aaa84ad1217e822968902",
};

export function poseModel(): Plugin {
  return {
    name: "pose-model",
    async buildStart() {
      const contents = new Map<string, Uint8Array>();
      for (const [name, expectedHash] of Object.entries(SHA256)) {
        const content = await readFile(new URL(name, PACKAGES));
        const hash = createHash("sha256").update(content).digest("hex");
        if (hash !== expectedHash) this.error(`@mediapipe/${name} is not the file that is wanted: its SHA-256 is ${hash}.`);
        contents.set(name, content);
      }
      const model = zipArchive(
        new Map([
          // Pixels from 0 to 255 become −1 to 1 for the detector, and 0 to 1 for the landmarks.
          ["pose_detector.tflite", withNormalisation(contents.get(DETECTOR)!, 127.5, 127.5)],
          ["pose_landmarks_detector.tflite", withNormalisation(contents.get(LANDMARKS)!, 0, 255)],
        ]),
      );
      this.emitFile({ type: "asset", fileName: NAME, source: model });
    },
  };
}
