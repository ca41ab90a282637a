// Unpacks the browser, its shared libraries and its fonts into the folder that TMPDIR names, where the package
// puts whatever it unpacks.
import { readdirSync } from "node:fs";
import { inflate } from "@sparticuz/chromium";

const packed = new URL("node_modules/@sparticuz/chromium/bin/", import.meta.url).pathname;
for (const name of readdirSync(packed)) await inflate(packed + name);
