/** Registers the service worker, and notices when the server has a newer page. */

import { effect, signal, untracked } from "@preact/signals";

import { socketStatus } from "../connection/socket";
import { session } from "../session/live_session";

/** Whether the server has another page than this one. */
export const isOutdated = signal(false);

export function startUpdateCheck(): void {
  registerServiceWorker();
  let lost = false;
  effect(() => {
    if (socketStatus.value === "lost") lost = true;
    else if (socketStatus.value === "open" && lost) untracked(handleReconnection);
  });
}

/** Lets the browser cache the page's files; where it can't (a private window), the page works all the same. */
function registerServiceWorker(): void {
  const { serviceWorker } = navigator as { serviceWorker?: ServiceWorkerContainer };
  serviceWorker?.register("./service-worker.js", { updateViaCache: "none" }).catch(() => undefined);
}

/** A page opened without its server has no data and may be an old one, so it reloads. */
function handleReconnection(): void {
  if (session.value === undefined) location.reload();
  else void compareBuilds();
}

/** A build's script has a hash of its content in its name, so another name means another page. */
async function compareBuilds(): Promise<void> {
  const own = import.meta.url.split("/").at(-1) ?? "";
  const answer = await fetch("./", { cache: "no-store" }).catch(() => null);
  if (answer?.ok) isOutdated.value = !(await answer.text()).includes(own);
}
