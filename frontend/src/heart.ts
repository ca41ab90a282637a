/** While a session runs, beats as often as something can change: with each frame, and when nobody sees it too. */

import { effect } from "@preact/signals";

import { beat, running } from "./live";
import { hush, sound } from "./tones";

export function start(): void {
  effect(() => (running.value ? heartbeat() : undefined));
}

/** Beats until the returned function is called. */
function heartbeat(): () => void {
  const pulse = new Worker(new URL("./pulse.ts", import.meta.url), { type: "module" });
  pulse.onmessage = once;
  let frame = requestAnimationFrame(function next() {
    once();
    frame = requestAnimationFrame(next);
  });
  return () => {
    pulse.terminate();
    cancelAnimationFrame(frame);
    hush();
  };
}

function once(): void {
  beat();
  sound();
}
