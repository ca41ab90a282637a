/** Full screen for the session, where the browser supports it. */

import { signal } from "@preact/signals";

import { view } from "../route";

/** iPhones support it for videos alone. */
export const isFullscreenSupported = document.fullscreenEnabled === true;

export const isFullscreen = signal(false);

/** Esc leaves full screen, and some browsers pass the same press on to the page afterwards. */
const SAME_PRESS_MS = 400;

let leftAt = -Infinity;

document.addEventListener("fullscreenchange", () => {
  isFullscreen.value = document.fullscreenElement !== null;
  if (!isFullscreen.value) leftAt = performance.now();
});

// A session and its summary may stay in full screen; every other view leaves it.
view.subscribe((shown) => {
  if (shown !== "session" && shown !== "done") leave();
});

export function toggleFullscreen(): void {
  if (isFullscreen.value) leave();
  // The browser may refuse for now.
  else if (isFullscreenSupported) document.documentElement.requestFullscreen().catch(() => undefined);
}

/** Handles a press of Esc that belongs to full screen; returns whether it did. */
export function leaveOnEscape(): boolean {
  if (!isFullscreen.value) return performance.now() - leftAt < SAME_PRESS_MS;
  leave();
  return true;
}

function leave(): void {
  // The browser may have left already, with its event still to come.
  if (isFullscreen.value) document.exitFullscreen().catch(() => undefined);
}
