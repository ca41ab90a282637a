/** While a session runs, beats as often as something can change: with each frame, and when nobody sees it too. */

import { effect, untracked } from "@preact/signals";

import { beat, running, state } from "./live";
import { fallSilent, sayWhere, seekVoice, speak } from "./speech";
import { hush, ringOut, sound } from "./tones";

export function start(): void {
  seekVoice();
  effect(() => (running.value ? untracked(heartbeat) : undefined));
}

/** Beats until the returned function is called. */
function heartbeat(): () => void {
  const pulse = new Worker(new URL("./pulse.ts", import.meta.url), { type: "module" });
  sayWhere();
  pulse.onmessage = once;
  let frame = requestAnimationFrame(function next() {
    once();
    frame = requestAnimationFrame(next);
  });
  return () => {
    pulse.terminate();
    cancelAnimationFrame(frame);
    rest();
  };
}

function once(): void {
  beat();
  sound();
  speak();
}

/** The end is heard to its end; any other stop is silent at once. */
function rest(): void {
  if (state.value?.status === "done") {
    speak();
    ringOut();
  } else {
    hush();
    fallSilent();
  }
}
