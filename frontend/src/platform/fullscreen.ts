/** The whole screen for the session, where the browser can give it. */

import { signal } from "@preact/signals";

import { view } from "../route";

/** Phones of one maker know it for videos alone. */
export const isFullscreenSupported = document.fullscreenEnabled === true;

export const isFullscreen = signal(false);

/** Esc leaves the full screen, and some browsers hand the same press on to the page after it. */
const SAME_PRESS_MS = 400;

let leftAt = -Infinity;

document.addEventListener("fullscreenchange", () => {
  isFullscreen.value = document.fullscreenElement !== null;
  if (!isFullscreen.value) leftAt = performance.now();
});

// What follows a session is shown in the same way; everything else is as before.
view.subscribe((shown) => {
  if (shown !== "session" && shown !== "done") leave();
});

export function toggleFullscreen(): void {
  if (isFullscreen.value) leave();
  else if (isFullscreenSupported) document.documentElement.requestFullscreen().catch(() => undefined); // not now, says the browser
}

/** Takes a press of Esc that was meant for the full screen; returns whether it was. */
export function leaveOnEscape(): boolean {
  if (!isFullscreen.value) return performance.now() - leftAt < SAME_PRESS_MS;
  leave();
  return true;
}

function leave(): void {
  if (isFullscreen.value) document.exitFullscreen().catch(() => undefined); // it has left, and not yet told us
}
