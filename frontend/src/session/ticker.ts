/** Ticks while a session runs: with each frame, and also while the page is hidden. */

import { effect, untracked } from "@preact/signals";

import { announcePosition, speakDue, startVoiceSearch, stopSpeech } from "../sound/speech";
import { finishSound, scheduleSound, stopTones } from "../sound/tone_scheduler";
import { isRunning, sessionState, tick } from "./live_session";

export function startTicker(): void {
  startVoiceSearch();
  effect(() => (isRunning.value ? untracked(runTicker) : undefined));
}

/** Ticks until the returned function is called. */
function runTicker(): () => void {
  const timer = new Worker(new URL("./timer_worker.ts", import.meta.url), { type: "module" });
  announcePosition();
  timer.onmessage = tickAll;
  let frame = requestAnimationFrame(function next() {
    tickAll();
    frame = requestAnimationFrame(next);
  });
  return () => {
    timer.terminate();
    cancelAnimationFrame(frame);
    stopSound();
  };
}

function tickAll(): void {
  tick();
  scheduleSound();
  speakDue();
}

/** Lets the final sounds play to their end; after any other stop it is silent at once. */
function stopSound(): void {
  if (sessionState.value?.status === "done") {
    speakDue();
    finishSound();
  } else {
    stopTones();
    stopSpeech();
  }
}
