import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

import { poseModel } from "./model/plugin.ts";

function inModules(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

export default defineConfig({
  // Relative addresses: the page does not care under which path it is served.
  base: "./",
  plugins: [poseModel()],
  resolve: {
    // By its file, for what the package's own description exports is not valid.
    alias: { "@mediapipe/tasks-vision": inModules("@mediapipe/tasks-vision/vision_bundle.mjs") },
  },
  // The pose model's runtime loads its parts by importScripts, which only a classic worker has.
  worker: { format: "iife" },
  build: {
    outDir: "../src/rearguard/web/static",
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file of its own, for the content security policy allows no inline script, style or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
