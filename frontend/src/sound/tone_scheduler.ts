/** Schedules notes and rendered speech on the audio clock ahead of time, so that a busy page doesn't delay them. */

import { computed } from "@preact/signals";

import { isRunning, origin, session, sessionState } from "../session/live_session";
import { stepAt } from "../session/timeline";
import { settings } from "../settings/profile";
import { Mixer } from "./mixer";
import { areCuesSpoken, doesServerSpeak, isSpeaking, unlockSpeech } from "./speech";
import { cancelSpeech, scheduleSpeech, secondsLeft } from "./speech_scheduler";
import { notesBetween, toneScore, type Note } from "./tone_score";
import { fetchSpeech } from "./tts_client";

/** How far ahead: longer than a page is likely to be busy at a time. Cancelling costs nothing. */
const SCHEDULE_AHEAD_S = 2;

/** The schedule is made again when it is off by more than this, which nobody can hear. */
const TOLERANCE_S = 0.003;

/** A larger difference is a jump on the timeline. */
const JUMP_S = 0.5;

/** After a jump, a note that is late by no more than this still sounds. */
const MAX_DELAY_S = 0.25;

/** Time for the last notes after the end. */
const LAST_NOTES_MS = 2000;

const notes = computed(() =>
  session.value && settings.value && settings.value.talk !== "silent"
    ? toneScore(session.value, settings.value.talk === "all" && !areCuesSpoken.value)
    : [],
);

interface Schedule {
  notes: readonly Note[];
  /** The audio clock's time at which the plan starts. */
  zero: number;
  /** The current position, and the one up to which everything is scheduled. */
  position: number;
  until: number;
  undo: (() => void)[];
}

let mixer: Mixer | null = null;
let schedule: Schedule | null = null;

/** Unlocks audio and speech. Browsers allow this only within a click or a key press. */
export function unlockSound(): void {
  mixer ??= new Mixer();
  void mixer.context.resume();
  unlockSpeech();
}

/** Cancels what has not sounded yet, and releases the audio output until the next note. */
export function stopTones(): void {
  cancelScheduled(true);
  void mixer?.context.suspend();
}

/** Lets what is scheduled sound to its end. */
export function finishSound(): void {
  const speech = mixer ? secondsLeft(mixer) * 1000 : 0;
  setTimeout(() => {
    if (!isRunning.value) stopTones();
  }, Math.max(LAST_NOTES_MS, speech));
}

/** Schedules the notes of the next moments; called as often as something can change. */
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
  // Not past the position where the session waits for the user: the length of the wait is unknown.
  const limit = sessionState.value?.until ?? Infinity;
  const position = Math.min(audibleAt - zero, limit);
  if (schedule === null || schedule.notes !== notes.value || Math.abs(zero - schedule.zero) > TOLERANCE_S) {
    // A note doesn't sound twice, unless the session went back to it. Waiting is no jump.
    const jumpedBack = schedule === null || schedule.position - position > JUMP_S;
    const jumpedForward = schedule === null || schedule.zero - zero > JUMP_S;
    const from =
      schedule && !jumpedBack && !jumpedForward
        ? Math.min(audibleAt - schedule.zero, schedule.until)
        : position - MAX_DELAY_S;
    // When a watched user is ready, the session goes on within a step, and the current sentence is still true.
    cancelScheduled(jumpedBack || (jumpedForward && stepOf(schedule?.position) !== stepOf(position)));
    schedule = { notes: notes.value, zero, position, until: from, undo: [] };
  }
  schedule.position = position;
  const until = Math.min(position + SCHEDULE_AHEAD_S, limit);
  for (const { at, sound } of notesBetween(schedule.notes, schedule.until, until)) {
    schedule.undo.push(mixer.play(sound, schedule.zero + at));
  }
  schedule.until = Math.max(schedule.until, until);
  if (doesServerSpeak.value) scheduleSpeech(mixer, audibleAt, position, limit);
}

function stepOf(position = -Infinity): number | null {
  return stepAt(session.value?.plan.steps ?? [], position);
}

/** Cancels what has not sounded; with `all`, also a sentence that has started. */
function cancelScheduled(all: boolean): void {
  for (const undo of schedule?.undo ?? []) undo();
  if (mixer) cancelSpeech(mixer, all);
  schedule = null;
}

/** Plays a sample of the server's voice as soon as it is loaded. */
export async function playSpeechSample(text: string): Promise<void> {
  unlockSound();
  const { rate = 1, volume = 0 } = settings.value ?? {};
  const speech = await fetchSpeech(text, rate);
  if (!mixer) return;
  mixer.volume = volume;
  mixer.say(speech, mixer.context.currentTime);
}

/** Plays a sample of the tones at the current volume. */
export function playToneSample(): void {
  unlockSound();
  if (!mixer) return;
  mixer.volume = settings.value?.volume ?? 0;
  const now = mixer.context.currentTime;
  (["count", "count", "count", "work"] as const).forEach((sound, index) => mixer?.play(sound, now + 0.1 + index / 2));
}
