/** While a session runs, beats as often as something can change: with each frame, and when nobody sees it too. */

import { effect, untracked } from "@preact/signals";

import { fallSilent, sayWhere, seekVoice, speak } from "../sound/speech";
import { hush, ringOut, sound } from "../sound/tone_scheduler";
import { beat, running, state } from "./live_session";

export function start(): void {
  seekVoice();
  effect(() => (running.value ? untracked(heartbeat) : undefined));
}

/** Beats until the returned function is called. */
function heartbeat(): () => void {
  const pulse = new Worker(new URL("./timer_worker.ts", import.meta.url), { type: "module" });
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
