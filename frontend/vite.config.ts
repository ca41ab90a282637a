import { defineConfig } from "vite";

import { poseModel } from "./model/plugin.ts";

export default defineConfig({
  // Relative addresses: the page does not care under which path it is served.
  base: "./",
  plugins: [poseModel()],
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
