/** The page's part in being kept by the browser, and in noticing that its server has a newer one. */

import { effect, signal, untracked } from "@preact/signals";

import { socketStatus } from "../connection/socket";
import { session } from "../session/live_session";

/** Whether the server has another page than this one by now. */
export const isOutdated = signal(false);

export function startUpdateCheck(): void {
  registerServiceWorker();
  let lost = false;
  effect(() => {
    if (socketStatus.value === "lost") lost = true;
    else if (socketStatus.value === "open" && lost) untracked(handleReconnection);
  });
}

/** Lets the browser keep the page's files; where it can't (a private window), the page works all the same. */
function registerServiceWorker(): void {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  serviceWorker?.register("./service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
}

/** A page that was opened without its server knows nothing, and may be an old one: it begins anew. */
function handleReconnection(): void {
  if (session.value === undefined) location.reload();
  else void compareBuilds();
}

/** Each build's page names its script by a hash of what is in it, so another name is another page. */
async function compareBuilds(): Promise<void> {
  const own = import.meta.url.split("/").at(-1) ?? "";
  const answer = await fetch("./", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) isOutdated.value = !(await answer.text()).includes(own);
}
