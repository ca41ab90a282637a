/** Speaks the session's cues with a voice of this machine. What is heard stays here: no voice that is elsewhere is asked.
 *
 * The browser's voice speaks by itself; where it has none, the server's is laid on the audio clock, by `recital`.
 */

import { computed, effect, signal } from "@preact/signals";

import type { Cue } from "../connection/shapes/session";
import { coached, position, running, session } from "../session/live_session";
import { settings } from "../settings/profile";
import { catalogue, t } from "../texts";
import { Announcer, secondsToSay, wanted, whereCue } from "./cue_selection";
import * as recital from "./speech_scheduler";
import { offered, seek, serves } from "./tts_client";

/** Absent from some browsers; a signal's place, for the list of voices comes late in others. */
const engine: SpeechSynthesis | undefined = globalThis.speechSynthesis;
const voices = signal<SpeechSynthesisVoice[]>(engine?.getVoices() ?? []);
engine?.addEventListener?.("voiceschanged", () => {
  voices.value = engine.getVoices();
});

/** The voice that speaks the catalogue's language, the exact one first, then the person's default. */
const voice = computed(() => {
  const { language } = catalogue.value;
  const [wantedTag, wantedLanguage] = [tag(language), primary(language)];
  const rank = (one: SpeechSynthesisVoice): number => (tag(one.lang) === wantedTag ? 2 : 0) + (one.default ? 1 : 0);
  return voices.value
    .filter((one) => one.localService && primary(one.lang) === wantedLanguage)
    .reduce<SpeechSynthesisVoice | null>((best, one) => (best && rank(best) >= rank(one) ? best : one), null);
});

/** The name of the browser's voice, where it has one for the reader's language. */
export const browserVoice = computed(() => voice.value?.name ?? null);

/** Whether there is a voice to speak with. */
export const able = computed(() => voice.value !== null || serves.value);

const talkative = computed(() => ["all", "changes"].includes(settings.value?.talk ?? ""));

/** Whether cues are spoken. */
export const spoken = computed(() => able.value && talkative.value);

/** Whether it is the server that speaks them. */
export const served = computed(() => voice.value === null && spoken.value);

/** The list of a browser's voices is there by then, if there is one. */
const VOICES_MS = 500;

/** Asks the server for its voice as soon as one is wanted that the browser doesn't have. */
export function seekVoice(): void {
  const waited = signal(false);
  setTimeout(() => {
    waited.value = true;
  }, VOICES_MS);
  effect(() => {
    if (waited.value && talkative.value && voice.value === null && offered.value === null) void seek();
  });
}

const cues = computed(() => wanted(session.value?.cues ?? [], settings.value?.talk ?? "silent"));

/** Whether something is being said. */
export const speaking = signal(false);

const announcer = new Announcer();

/** What is being said, until its end is heard of, or surely over: browsers forget to tell. */
let saying: { cue: Cue; over: number; utterance: SpeechSynthesisUtterance } | null = null;

/** A voice may be this much slower than reckoned, and takes this long to begin, before it is taken to be over. */
const [SLOWER, BEGIN_MS] = [2, 1000];

/** Some engines swallow what is asked for right after a `cancel`: what has not begun by then is asked for again. */
const SWALLOWED_MS = 250;

/** The coach's word that was taken in last. */
let word: Cue | null = null;

/** Says what is due; called as often as something can change. */
export function speak(): void {
  if (!spoken.value || !session.value || !settings.value || position.value === null) return;
  if (coached.value !== word) {
    word = coached.value;
    if (word && settings.value.talk === "all") (voice.value ? announcer : recital).offer(word);
  }
  if (!voice.value) return;
  if (saying && performance.now() > saying.over) finish(saying.utterance);
  const cue = announcer.next(cues.value, position.value, saying?.cue ?? null, settings.value.rate);
  if (cue) say(cue);
}

/** Says where one is, when the session goes on within a step. */
export function sayWhere(): void {
  if (!running.value || !session.value || position.value === null) return;
  const cue = whereCue(session.value, position.value);
  if (!cue) return;
  if (voice.value) announcer.add(cue);
  else recital.insert(cue);
}

/** Falls silent at once. */
export function fallSilent(): void {
  announcer.drop();
  if (!saying) return;
  finish(saying.utterance);
  engine?.cancel();
}

/** Returns what is said to let hear how it sounds. */
export function sampleText(): string {
  return t("Glute bridge. Three, two, one.");
}

/** Says with the browser's voice how it sounds now. */
export function sampleVoice(): void {
  say({ at: 0, moment: "sample", text: sampleText() });
}

let unlocked = false;

/** Lets a browser that wants a click or a key first speak later without one. */
export function unlock(): void {
  if (unlocked || !voice.value || !engine) return;
  unlocked = true;
  engine.speak(new SpeechSynthesisUtterance(""));
}

function say(cue: Cue): void {
  if (!engine || !voice.value || !settings.value) return;
  const { rate, volume } = settings.value;
  const cut = saying !== null;
  if (saying) {
    finish(saying.utterance);
    engine.cancel();
  }
  const utterance = new SpeechSynthesisUtterance(cue.text);
  utterance.voice = voice.value;
  utterance.lang = voice.value.lang;
  utterance.rate = rate;
  utterance.volume = volume / 100;
  utterance.onend = () => finish(utterance);
  utterance.onerror = () => finish(utterance);
  let begun = false;
  utterance.onstart = () => {
    begun = true;
  };
  saying = { cue, over: performance.now() + BEGIN_MS + secondsToSay(cue.text, rate) * SLOWER * 1000, utterance };
  speaking.value = true;
  engine.speak(utterance);
  if (cut) {
    setTimeout(() => {
      const swallowed = !begun && !engine.speaking && !engine.pending;
      if (swallowed && saying?.utterance === utterance) engine.speak(utterance);
    }, SWALLOWED_MS);
  }
}

/** Is told of an end; that of a sentence that was cut must not end the next. */
function finish(utterance: SpeechSynthesisUtterance): void {
  if (saying?.utterance !== utterance) return;
  saying = null;
  speaking.value = false;
}

/** Android writes en_GB where others write en-GB. */
function tag(language: string): string {
  return language.toLowerCase().replace("_", "-");
}

function primary(language: string): string {
  return tag(language).split("-")[0] ?? "";
}
