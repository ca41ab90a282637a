/** Hands notes and rendered speech to the audio clock ahead of time, so that a busy page doesn't make them late. */

import { computed } from "@preact/signals";

import { isRunning, origin, session, sessionState } from "../session/live_session";
import { stepAt } from "../session/timeline";
import { settings } from "../settings/profile";
import { Mixer } from "./mixer";
import { areCuesSpoken, doesServerSpeak, isSpeaking, unlockSpeech } from "./speech";
import { cancelSpeech, scheduleSpeech, secondsLeft } from "./speech_scheduler";
import { notesBetween, toneScore, type Note } from "./tone_score";
import { fetchSpeech } from "./tts_client";

/** How far ahead: more than a page is likely to be busy at a stretch. What is taken back costs nothing. */
const SCHEDULE_AHEAD_S = 2;

/** What was planned is laid anew when it would sound this much beside its time: below what one hears. */
const TOLERANCE_S = 0.003;

/** A larger difference is a jump on the timeline. */
const JUMP_S = 0.5;

/** After a jump, what should have sounded this short a time ago still sounds. */
const MAX_DELAY_S = 0.25;

/** After the end, for the last notes. */
const LAST_NOTES_MS = 2000;

const notes = computed(() =>
  session.value && settings.value && settings.value.talk !== "silent"
    ? toneScore(session.value, settings.value.talk === "all" && !areCuesSpoken.value)
    : [],
);

interface Schedule {
  notes: readonly Note[];
  /** The moment of the audio clock at which the plan begins. */
  zero: number;
  /** The position that was reached, and the one up to which everything was handed over. */
  here: number;
  until: number;
  undo: (() => void)[];
}

let mixer: Mixer | null = null;
let schedule: Schedule | null = null;

/** Wakes the audio and the voice up. Browsers allow it only from within a click or a key press. */
export function unlockSound(): void {
  mixer ??= new Mixer();
  void mixer.context.resume();
  unlockSpeech();
}

/** Takes back what has not sounded yet, and lets go of the loudspeaker until the next note. */
export function stopTones(): void {
  cancelScheduled(true);
  void mixer?.context.suspend();
}

/** Lets what was handed over sound to its end. */
export function finishSound(): void {
  const speech = mixer ? secondsLeft(mixer) * 1000 : 0;
  setTimeout(() => {
    if (!isRunning.value) stopTones();
  }, Math.max(LAST_NOTES_MS, speech));
}

/** Hands over the notes of the next moments; called as often as something can change. */
export function scheduleSound(): void {
  if (!isRunning.value || origin.value === null || !mixer) return;
  mixer.volume = settings.value?.volume ?? 0;
  mixer.ducked = isSpeaking.value;
  if (mixer.context.state !== "running") {
    void mixer.context.resume();
    return;
  }
  const zero = mixer.timeOf(origin.value);
  const audibleAt = mixer.context.currentTime;
  // Not past the place where it waits for who is watched: nobody knows for how long.
  const limit = sessionState.value?.until ?? Infinity;
  const here = Math.min(audibleAt - zero, limit);
  if (schedule === null || schedule.notes !== notes.value || Math.abs(zero - schedule.zero) > TOLERANCE_S) {
    // What has sounded is not to sound again, unless the session went back to it. To wait is no jump.
    const [back, on] = schedule ? [schedule.here - here > JUMP_S, schedule.zero - zero > JUMP_S] : [true, true];
    const from = schedule && !back && !on ? Math.min(audibleAt - schedule.zero, schedule.until) : here - MAX_DELAY_S;
    // Who is watched goes on within a step when they are ready to; what is being said then is still true.
    cancelScheduled(back || (on && stepOf(schedule?.here) !== stepOf(here)));
    schedule = { notes: notes.value, zero, here, until: from, undo: [] };
  }
  schedule.here = here;
  const until = Math.min(here + SCHEDULE_AHEAD_S, limit);
  for (const { at, sound } of notesBetween(schedule.notes, schedule.until, until)) {
    schedule.undo.push(mixer.play(sound, schedule.zero + at));
  }
  schedule.until = Math.max(schedule.until, until);
  if (doesServerSpeak.value) scheduleSpeech(mixer, audibleAt, here, limit);
}

function stepOf(position = -Infinity): number | null {
  return stepAt(session.value?.plan.steps ?? [], position);
}

/** Takes back what has not sounded; with `all`, a sentence that has begun too. */
function cancelScheduled(all: boolean): void {
  for (const undo of schedule?.undo ?? []) undo();
  if (mixer) cancelSpeech(mixer, all);
  schedule = null;
}

/** Lets hear the server's voice, at once or nearly so. */
export async function playSpeechSample(text: string): Promise<void> {
  unlockSound();
  const { rate = 1, volume = 0 } = settings.value ?? {};
  const speech = await fetchSpeech(text, rate);
  if (!mixer) return;
  mixer.volume = volume;
  mixer.say(speech, mixer.context.currentTime);
}

/** Lets hear how loud it is, at once. */
export function playToneSample(): void {
  unlockSound();
  if (!mixer) return;
  mixer.volume = settings.value?.volume ?? 0;
  const now = mixer.context.currentTime;
  (["count", "count", "count", "work"] as const).forEach((sound, index) => mixer?.play(sound, now + 0.1 + index / 2));
}
