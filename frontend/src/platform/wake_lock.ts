/** Keeps the screen awake while a session runs; where the browser can't, the machine's own setting applies. */

import { effect } from "@preact/signals";

import { isRunning } from "../session/live_session";

let lock: WakeLockSentinel | null = null;

export function keepAwake(): void {
  effect(() => {
    void (isRunning.value ? acquire() : release());
  });
  // The browser releases the lock whenever the page is hidden.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible" && isRunning.value) void acquire();
  });
}

async function acquire(): Promise<void> {
  try {
    lock = await navigator.wakeLock.request("screen");
    if (!isRunning.value) await release();
  } catch {
    lock = null; // not supported, page hidden or battery low: a session works without
  }
}

async function release(): Promise<void> {
  await lock?.release();
  lock = null;
}
