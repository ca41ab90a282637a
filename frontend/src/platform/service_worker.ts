/**
 * The service worker: it caches the page's own files, so that the page can open and say that the server isn't running.
 *
 * The page itself always comes from the server if it answers: a newer server is never shown with an older page. Only
 * files whose name changes with their content come from the cache. Nothing else passes through here: not the API, not
 * an address that carries a key.
 */

/// <reference lib="webworker" />

/** The files to cache, and a name for exactly that content; the build writes both before this file. */
declare const FILES: readonly string[];
declare const BUILD: string;

const worker = self as unknown as ServiceWorkerGlobalScope;

/** The server marks its replies with this name. */
const APP_NAME = "rearguard";

const PAGE = new URL("./", worker.registration.scope).href;

/** This build and the one before: one of its pages may still be open and needs its files. */
const BUILDS_KEPT = 2;

worker.addEventListener("install", (event) => event.waitUntil(cacheFiles()));
worker.addEventListener("activate", (event) => event.waitUntil(deleteOldCaches(BUILDS_KEPT)));
worker.addEventListener("fetch", (event) => {
  const { url, mode, method } = event.request;
  const bare = url.split("#")[0] ?? url;
  if (method !== "GET") return;
  if (mode === "navigate" && bare === PAGE) event.respondWith(respondWithPage(event.request));
  else if (bare.startsWith(`${PAGE}assets/`)) event.respondWith(respondWithAsset(event.request));
});

async function cacheFiles(): Promise<void> {
  const cache = await caches.open(BUILD);
  await cache.addAll(FILES.map((name) => new Request(PAGE + name, { cache: "no-cache" })));
  await worker.skipWaiting();
}

/** Caches are listed oldest first. */
async function deleteOldCaches(keptCount: number): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.slice(0, names.length - keptCount).map((name) => caches.delete(name)));
}

async function respondWithPage(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (answer.type !== "opaqueredirect" && answer.headers.get("x-app") !== APP_NAME) await unregister();
    return answer;
  } catch {
    return (await caches.match(`${PAGE}index.html`, { cacheName: BUILD })) ?? Response.error();
  }
}

async function respondWithAsset(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

/** Another program has the port now, so its pages must not be touched. */
async function unregister(): Promise<void> {
  await worker.registration.unregister();
  await deleteOldCaches(0);
}
