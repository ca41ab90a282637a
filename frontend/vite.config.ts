import { defineConfig, type Plugin, type Rolldown } from "vite";

/** A service worker is known by its address, so this one carries no hash. */
const WORKER = "service-worker";

export default defineConfig({
  // Relative addresses: the page does not care under which path it is served.
  base: "./",
  plugins: [listFiles()],
  build: {
    outDir: "../src/rearguard/web/static",
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file of its own, for the content security policy allows no inline script, style or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { index: "index.html", [WORKER]: "src/shell/worker.ts" },
      output: { entryFileNames: ({ name }) => (name === WORKER ? "[name].js" : "assets/[name]-[hash].js") },
    },
  },
});

/** Tells the service worker what to keep: the page and its scripts and styles, but nothing heavy like a model. */
function listFiles(): Plugin {
  return {
    name: "rearguard:list-files",
    enforce: "post", // the page must be there
    async generateBundle(_options, bundle: Rolldown.OutputBundle) {
      const { [`${WORKER}.js`]: worker, ["index.html"]: page, ...rest } = bundle;
      if (worker?.type !== "chunk" || page?.type !== "asset") throw new Error("the page or its service worker is missing");
      const files = ["index.html", ...Object.keys(rest).filter((name) => /\.(js|css)$/.test(name)).sort()];
      // The other names hold a hash of the content already.
      const content = new TextEncoder().encode([page.source, worker.code, ...files].join("\n"));
      const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
      const build = Array.from(hash.slice(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
      worker.code = `const FILES=${JSON.stringify(files)},BUILD="${build}";\n${worker.code}`;
    },
  };
}
