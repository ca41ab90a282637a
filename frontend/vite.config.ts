import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin, type Rolldown } from "vite";

import { poseModel } from "./model/plugin.ts";

/** A service worker is identified by its address, so its name carries no hash. */
const WORKER = "service-worker";

/** Files loaded only with the form check: the pose worker and its runtime. */
const CAMERAS = /pose_worker|vision_wasm/;

function inModules(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, import.meta.url));
}

export default defineConfig({
  // Relative addresses, so that the page works under any path.
  base: "./",
  plugins: [poseModel(), anyLanguage(), listFiles()],
  resolve: {
    // By its file, because the package's own exports are not valid.
    alias: { "@mediapipe/tasks-vision": inModules("@mediapipe/tasks-vision/vision_bundle.mjs") },
  },
  // The pose model's runtime loads its parts by importScripts, which needs a classic worker.
  worker: { format: "iife" },
  build: {
    outDir: "../src/rearguard/web/static",
    emptyOutDir: true,
    target: "es2022",
    // Every file stays separate, because the content security policy allows no inline script, style or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", [WORKER]: "src/platform/service_worker.ts" },
      output: { entryFileNames: ({ name }) => (name === WORKER ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
});

/** Without a system language Chromium reports "en-US@posix", on which uPlot would throw before drawing anything. */
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

/**
 * Tells the service worker which files to cache: the page, its scripts and its styles, but nothing heavy like a model.
 */
function listFiles(): Plugin {
  return {
    name: "rearguard:list-files",
    enforce: "post", // runs after the page was emitted
    async generateBundle(_options, bundle: Rolldown.OutputBundle) {
      const { [`${WORKER}.js`]: worker, ["index.html"]: page, ...rest } = bundle;
      if (worker?.type !== "chunk" || page?.type !== "asset") throw new Error("the page or its service worker is missing");
      const light = Object.keys(rest).filter((name) => /\.(js|css)$/.test(name) && !CAMERAS.test(name));
      const files = ["index.html", ...light.sort()];
      // The other names contain a hash of their content.
      const content = new TextEncoder().encode([page.source, worker.code, ...files].join("\n"));
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
      const build = Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
      worker.code = `const FILES=${JSON.stringify(files)},BUILD="${build}";\n${worker.code}`;
    },
  };
}
