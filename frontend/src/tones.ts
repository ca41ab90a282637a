/** Short tones at the beginning of a step and in its last three seconds. */

import { signal } from "@preact/signals";

import { position, running, session } from "./live";
import type { Step } from "./wire/plan";

/** Whether they are wanted; a setting. */
export const wanted = signal(true);

/** What sounds when, on the plan's timeline. */
export interface Tone {
  at: number;
  hertz: number;
  seconds: number;
}

/** High for work and low for the rest, so that one hears which it is; the countdown lies between. */
const WORK = { hertz: 880, seconds: 0.25 };
const OTHER = { hertz: 440, seconds: 0.25 };
const COUNT = { hertz: 660, seconds: 0.08 };

/** How far ahead tones are handed to the audio clock: more than two beats of a hidden page. */
const AHEAD_S = 0.6;

/** A larger difference between two beats is a jump on the timeline: what was planned for then is passed over. */
const JUMP_S = 2;

const LOUDNESS = 0.2;

/** Returns the tones in `from` < at <= `until`. */
export function tonesBetween(steps: readonly Step[], from: number, until: number): Tone[] {
  return steps
    .flatMap((step) => [
      ...[3, 2, 1].map((before) => ({ at: step.at - before, ...COUNT })),
      { at: step.at, ...(step.kind === "work" ? WORK : OTHER) },
    ])
    .filter((tone) => from < tone.at && tone.at <= until);
}

let audio: AudioContext | null = null;
let planned = Number.NaN;

/** Wakes the audio up. Browsers allow it only from within a click or a key press. */
export function allowSound(): void {
  audio ??= new AudioContext();
  void audio.resume();
}

/** Lets go of the loudspeaker until the next tone. */
export function hush(): void {
  planned = Number.NaN;
  void audio?.suspend();
}

/** Hands the tones of the next moments to the audio clock. */
export function sound(): void {
  const here = position.value;
  if (!running.value || here === null || !session.value || !audio || !wanted.value) return;
  if (audio.state === "suspended") void audio.resume();
  const until = here + AHEAD_S;
  const from = Math.abs(until - planned) < JUMP_S ? planned : here;
  for (const tone of tonesBetween(session.value.plan.steps, from, until)) play(audio, tone, tone.at - here);
  planned = Math.max(until, from);
}

function play(context: AudioContext, { hertz, seconds }: Tone, delay: number): void {
  const at = context.currentTime + Math.max(0, delay);
  const tone = new OscillatorNode(context, { frequency: hertz });
  const volume = new GainNode(context, { gain: 0 });
  // A ramp at both ends, for a tone cut off sharply clicks.
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(LOUDNESS, at + 0.01);
  volume.gain.setValueAtTime(LOUDNESS, at + seconds - 0.02);
  volume.gain.linearRampToValueAtTime(0, at + seconds);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + seconds);
}
