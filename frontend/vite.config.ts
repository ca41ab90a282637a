import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin, type Rolldown } from "vite";

import { poseModel } from "./model/plugin.ts";

/** A service worker is known by its address, so this one carries no hash. */
const WORKER = "service-worker";

/** What is loaded only when somebody wants to be watched: what finds a body, and what runs that. */
const CAMERAS = /pose_worker|vision_wasm/;

function inModules(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

export default defineConfig({
  // Relative addresses: the page does not care under which path it is served.
  base: "./",
  plugins: [poseModel(), anyLanguage(), listFiles()],
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
    rolldownOptions: {
      input: { index: "index.html", [WORKER]: "src/platform/service_worker.ts" },
      output: { entryFileNames: ({ name }) => (name === WORKER ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
});

/** Where the system's language is none, Chromium calls it "en-US@posix": uPlot would throw before it draws anything. */
function anyLanguage(): Plugin {
  const original = "domEnv ? nav.language : 'en-US'";
  return {
    name: "rearguard:any-language",
    transform(code, id) {
      if (!id.includes("/uplot/dist/uPlot.esm.js")) return null;
      if (!code.includes(original)) throw new Error("uPlot asks for the language in another way");
      return code.replace(original, "undefined");
    },
  };
}

/** Tells the service worker what to keep: the page and its scripts and styles, but nothing heavy like a model. */
function listFiles(): Plugin {
  return {
    name: "rearguard:list-files",
    enforce: "post", // the page must be there
    async generateBundle(_options, bundle: Rolldown.OutputBundle) {
      const { [`${WORKER}.js`]: worker, ["index.html"]: page, ...rest } = bundle;
      if (worker?.type !== "chunk" || page?.type !== "asset") throw new Error("the page or its service worker is missing");
      const light = Object.keys(rest).filter((name) => /\.(js|css)$/.test(name) && !CAMERAS.test(name));
      const files = ["index.html", ...light.sort()];
      // The other names hold a hash of the content already.
      const content = new TextEncoder().encode([page.source, worker.code, ...files].join("\n"));
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
      const build = Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
      worker.code = `const FILES=${JSON.stringify(files)},BUILD="${build}";\n${worker.code}`;
    },
  };
}
