/** The server's voice: texts as sound, fetched before they are due. */

import { computed, signal } from "@preact/signals";

import { api } from "../connection/api";
import type { ServerVoice } from "../connection/shapes/voice";

/** What the server says of its voice; null until it was asked. */
export const serverVoice = signal<ServerVoice | null>(null);

/** Whether the server can speak. */
export const hasServerVoice = computed(() => serverVoice.value?.speaks === true);

/** Sounds that are kept: some sessions' texts, at about 100 kB each. */
const MAX_SOUNDS = 300;

/** Samples a second, as the server makes them; what plays them asks for no other. */
const SAMPLE_RATE_HZ = 24000;

/** Takes a sound apart without a loudspeaker, which a browser gives only after a click. */
const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE_HZ);

/** By text; null: on its way. All at one pace. */
const sounds = new Map<string, AudioBuffer | null>();
let soundsRate = 1;
let isFetching = false;

/** Asks the server for its voice; it takes a second to get ready. Whoever has none is told by tones and captions. */
export async function askForServerVoice(): Promise<void> {
  try {
    serverVoice.value = await api.voice();
  } catch {
    serverVoice.value = { speaks: false, advice: null };
  }
}

/** Returns a text's sound, if it is here. */
export function cachedSpeech(text: string, rate: number): AudioBuffer | null {
  return rate === soundsRate ? (sounds.get(text) ?? null) : null;
}

/** Returns a text's sound when it is here. */
export async function fetchSpeech(text: string, rate: number): Promise<AudioBuffer> {
  return cachedSpeech(text, rate) ?? decoder.decodeAudioData(await api.speech(text, rate));
}

/** Has the first of these texts fetched that is not here; one at a time, so that they come in their order. */
export function prefetchSpeech(texts: readonly string[], rate: number): void {
  if (rate !== soundsRate || sounds.size > MAX_SOUNDS) sounds.clear();
  soundsRate = rate;
  const text = texts.find((text) => !sounds.has(text));
  if (isFetching || text === undefined) return;
  isFetching = true;
  sounds.set(text, null);
  fetchSpeech(text, rate)
    .then((speech) => {
      if (rate === soundsRate) sounds.set(text, speech);
    })
    .catch(() => {
      // A voice that fails is not waited for again: what it would have said is shown, and marked by tones.
      sounds.delete(text);
      serverVoice.value = { speaks: false, advice: null };
    })
    .finally(() => {
      isFetching = false;
    });
}
