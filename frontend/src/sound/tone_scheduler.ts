/** Hands notes and rendered speech to the audio clock ahead of time, so that a busy page doesn't make them late. */

import { computed } from "@preact/signals";

import { origin, running, session, state } from "../session/live_session";
import { stepAt } from "../session/timeline";
import { settings } from "../settings/profile";
import { Mixer } from "./mixer";
import { served, speaking, spoken, unlock } from "./speech";
import { recite, secondsLeft, takeBack as takeBackSpeech } from "./speech_scheduler";
import { notesBetween, score, type Note } from "./tone_score";
import { sound as soundOf } from "./tts_client";

/** How far ahead: more than a page is likely to be busy at a stretch. What is taken back costs nothing. */
const AHEAD_S = 2;

/** What was planned is laid anew when it would sound this much beside its time: below what one hears. */
const TOLERANCE_S = 0.003;

/** A larger difference is a jump on the timeline. */
const JUMP_S = 0.5;

/** After a jump, what should have sounded this short a time ago still sounds. */
const LATE_S = 0.25;

/** After the end, for the last notes. */
const LAST_NOTES_MS = 2000;

const notes = computed(() =>
  session.value && settings.value && settings.value.talk !== "silent"
    ? score(session.value, settings.value.talk === "all" && !spoken.value)
    : [],
);

interface Laid {
  notes: readonly Note[];
  /** The moment of the audio clock at which the plan begins. */
  zero: number;
  /** The position that was reached, and the one up to which everything was handed over. */
  here: number;
  until: number;
  undo: (() => void)[];
}

let mixer: Mixer | null = null;
let laid: Laid | null = null;

/** Wakes the audio and the voice up. Browsers allow it only from within a click or a key press. */
export function allowSound(): void {
  mixer ??= new Mixer();
  void mixer.context.resume();
  unlock();
}

/** Takes back what has not sounded yet, and lets go of the loudspeaker until the next note. */
export function hush(): void {
  takeBack(true);
  void mixer?.context.suspend();
}

/** Lets what was handed over sound to its end. */
export function ringOut(): void {
  const speech = mixer ? secondsLeft(mixer) * 1000 : 0;
  setTimeout(() => {
    if (!running.value) hush();
  }, Math.max(LAST_NOTES_MS, speech));
}

/** Hands over the notes of the next moments; called as often as something can change. */
export function sound(): void {
  if (!running.value || origin.value === null || !mixer) return;
  mixer.volume = settings.value?.volume ?? 0;
  mixer.ducked = speaking.value;
  if (mixer.context.state !== "running") {
    void mixer.context.resume();
    return;
  }
  const zero = mixer.timeOf(origin.value);
  const heard = mixer.context.currentTime;
  // Not past the place where it waits for who is watched: nobody knows for how long.
  const limit = state.value?.until ?? Infinity;
  const here = Math.min(heard - zero, limit);
  if (laid === null || laid.notes !== notes.value || Math.abs(zero - laid.zero) > TOLERANCE_S) {
    // What has sounded is not to sound again, unless the session went back to it. To wait is no jump.
    const [back, on] = laid ? [laid.here - here > JUMP_S, laid.zero - zero > JUMP_S] : [true, true];
    const from = laid && !back && !on ? Math.min(heard - laid.zero, laid.until) : here - LATE_S;
    // Who is watched goes on within a step when they are ready to; what is being said then is still true.
    takeBack(back || (on && stepOf(laid?.here) !== stepOf(here)));
    laid = { notes: notes.value, zero, here, until: from, undo: [] };
  }
  laid.here = here;
  const until = Math.min(here + AHEAD_S, limit);
  for (const { at, sound } of notesBetween(laid.notes, laid.until, until)) {
    laid.undo.push(mixer.play(sound, laid.zero + at));
  }
  laid.until = Math.max(laid.until, until);
  if (served.value) recite(mixer, heard, here, limit);
}

function stepOf(position = -Infinity): number | null {
  return stepAt(session.value?.plan.steps ?? [], position);
}

/** Takes back what has not sounded; with `all`, a sentence that has begun too. */
function takeBack(all: boolean): void {
  for (const undo of laid?.undo ?? []) undo();
  if (mixer) takeBackSpeech(mixer, all);
  laid = null;
}

/** Lets hear the server's voice, at once or nearly so. */
export async function sampleSpeech(text: string): Promise<void> {
  allowSound();
  const { rate = 1, volume = 0 } = settings.value ?? {};
  const speech = await soundOf(text, rate);
  if (!mixer) return;
  mixer.volume = volume;
  mixer.say(speech, mixer.context.currentTime);
}

/** Lets hear how loud it is, at once. */
export function sample(): void {
  allowSound();
  if (!mixer) return;
  mixer.volume = settings.value?.volume ?? 0;
  const now = mixer.context.currentTime;
  (["count", "count", "count", "work"] as const).forEach((sound, index) => mixer?.play(sound, now + 0.1 + index / 2));
}
