import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the page does not care under which path it is served.
  base: "./",
  build: {
    outDir: "../src/rearguard/web/static",
    emptyOutDir: true,
    target: "es2022",
    // Everything is a file of its own, for the content security policy allows no inline script, style or font.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
