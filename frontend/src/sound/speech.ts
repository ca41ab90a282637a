/**
 * Speaks the session's cues with a voice of this machine; a remote voice is never used.
 *
 * The browser's voice speaks on its own; without one, `speech_scheduler` puts the server's on the audio clock.
 */

import { computed, effect, signal } from "@preact/signals";

import type { Cue } from "../connection/shapes/session";
import { coachCue, isRunning, position, session } from "../session/live_session";
import { settings } from "../settings/profile";
import { catalogue, t } from "../texts";
import { Announcer } from "./announcer";
import { estimateSeconds, positionCue, selectCues } from "./cue_selection";
import * as speechScheduler from "./speech_scheduler";
import { askForServerVoice, hasServerVoice, serverVoice } from "./tts_client";

/** Missing in some browsers; others load the list of voices late, hence a signal. */
const engine: SpeechSynthesis | undefined = globalThis.speechSynthesis;
const voices = signal<SpeechSynthesisVoice[]>(engine?.getVoices() ?? []);
engine?.addEventListener?.("voiceschanged", () => {
  voices.value = engine.getVoices();
});

/** The voice for the catalogue's language: an exact match first, then the user's default. */
const voice = computed(() => {
  const { language } = catalogue.value;
  const [wantedTag, wantedLanguage] = [tag(language), primary(language)];
  const rank = (candidate: SpeechSynthesisVoice): number =>
    (tag(candidate.lang) === wantedTag ? 2 : 0) + (candidate.default ? 1 : 0);
  return voices.value
    .filter((candidate) => candidate.localService && primary(candidate.lang) === wantedLanguage)
    .reduce<SpeechSynthesisVoice | null>((best, candidate) => (best && rank(best) >= rank(candidate) ? best : candidate), null);
});

/** The name of the browser's voice, if it has one for the reader's language. */
export const browserVoiceName = computed(() => voice.value?.name ?? null);

/** Whether any voice is available. */
export const canSpeak = computed(() => voice.value !== null || hasServerVoice.value);

const isSpeechWanted = computed(() => ["all", "changes"].includes(settings.value?.talk ?? ""));

/** Whether cues are spoken. */
export const areCuesSpoken = computed(() => canSpeak.value && isSpeechWanted.value);

/** Whether the server's voice speaks them. */
export const doesServerSpeak = computed(() => voice.value === null && areCuesSpoken.value);

/** By then a browser has listed its voices, if it has any. */
const VOICE_LIST_MS = 500;

/** Asks for the server's voice as soon as speech is wanted and the browser has no voice. */
export function startVoiceSearch(): void {
  const areVoicesListed = signal(false);
  setTimeout(() => {
    areVoicesListed.value = true;
  }, VOICE_LIST_MS);
  effect(() => {
    const isVoiceMissing = voice.value === null && serverVoice.value === null;
    if (areVoicesListed.value && isSpeechWanted.value && isVoiceMissing) void askForServerVoice();
  });
}

const cues = computed(() => selectCues(session.value?.cues ?? [], settings.value?.talk ?? "silent"));

/** Whether a cue is being spoken. */
export const isSpeaking = signal(false);

const announcer = new Announcer();

/** The cue being spoken, until its end is reported or certainly over: browsers sometimes don't report it. */
let current: { cue: Cue; over: number; utterance: SpeechSynthesisUtterance } | null = null;

/** A voice may be this much slower than estimated, and take this long to start, before it counts as over. */
const [MAX_SLOWDOWN, BEGIN_MS] = [2, 1000];

/** Some engines drop a request right after `cancel`: speech that has not started by then is requested again. */
const RETRY_AFTER_MS = 250;

/** The coach's last cue that was handled. */
let lastCoachCue: Cue | null = null;

/** Speaks the due cue; called as often as something can change. */
export function speakDue(): void {
  if (!areCuesSpoken.value || !session.value || !settings.value || position.value === null) return;
  if (coachCue.value !== lastCoachCue) {
    lastCoachCue = coachCue.value;
    const speaker = voice.value ? announcer : speechScheduler;
    if (lastCoachCue && settings.value.talk === "all") speaker.offerCoachCue(lastCoachCue);
  }
  if (!voice.value) return;
  if (current && performance.now() > current.over) finish(current.utterance);
  const cue = announcer.next(cues.value, position.value, current?.cue ?? null, settings.value.rate);
  if (cue) say(cue);
}

/** Says where the session is when it continues within a step. */
export function announcePosition(): void {
  if (!isRunning.value || !session.value || position.value === null) return;
  const cue = positionCue(session.value, position.value);
  if (!cue) return;
  if (voice.value) announcer.add(cue);
  else speechScheduler.insertCue(cue);
}

/** Stops speech at once. */
export function stopSpeech(): void {
  announcer.drop();
  if (!current) return;
  finish(current.utterance);
  engine?.cancel();
}

/** Returns a sample text. */
export function sampleText(): string {
  return t("Glute bridge. Three, two, one.");
}

/** Speaks the sample with the browser's voice and the current settings. */
export function speakSample(): void {
  say({ at: 0, moment: "sample", text: sampleText() });
}

let isUnlocked = false;

/** Unlocks speech in browsers that need a click or a key press first. */
export function unlockSpeech(): void {
  if (isUnlocked || !voice.value || !engine) return;
  isUnlocked = true;
  engine.speak(new SpeechSynthesisUtterance(""));
}

function say(cue: Cue): void {
  if (!engine || !voice.value || !settings.value) return;
  const { rate, volume } = settings.value;
  const cut = current !== null;
  if (current) {
    finish(current.utterance);
    engine.cancel();
  }
  const utterance = new SpeechSynthesisUtterance(cue.text);
  utterance.voice = voice.value;
  utterance.lang = voice.value.lang;
  utterance.rate = rate;
  utterance.volume = volume / 100;
  utterance.onend = () => finish(utterance);
  utterance.onerror = () => finish(utterance);
  let hasStarted = false;
  utterance.onstart = () => {
    hasStarted = true;
  };
  current = { cue, over: performance.now() + BEGIN_MS + estimateSeconds(cue.text, rate) * MAX_SLOWDOWN * 1000, utterance };
  isSpeaking.value = true;
  engine.speak(utterance);
  if (cut) {
    setTimeout(() => {
      const swallowed = !hasStarted && !engine.speaking && !engine.pending;
      if (swallowed && current?.utterance === utterance) engine.speak(utterance);
    }, RETRY_AFTER_MS);
  }
}

/** Handles an utterance's end; the end of an interrupted one must not end the next. */
function finish(utterance: SpeechSynthesisUtterance): void {
  if (current?.utterance !== utterance) return;
  current = null;
  isSpeaking.value = false;
}

/** Android writes en_GB where others write en-GB. */
function tag(language: string): string {
  return language.toLowerCase().replace("_", "-");
}

function primary(language: string): string {
  return tag(language).split("-")[0] ?? "";
}
