/** Fetches the server's speech before it is due. */

import { computed, signal } from "@preact/signals";

import { api } from "../connection/api";
import type { ServerVoice } from "../connection/shapes/voice";

/** The status of the server's voice; null until the server was asked. */
export const serverVoice = signal<ServerVoice | null>(null);

/** Whether the server can speak. */
export const hasServerVoice = computed(() => serverVoice.value?.speaks === true);

/** The most sounds in the cache: the texts of several sessions, about 100 kB each. */
const MAX_SOUNDS = 300;

/** Samples a second, as the server makes them; the audio output accepts any rate. */
const SAMPLE_RATE_HZ = 24000;

/** Decodes a sound without an audio output, which a browser gives only after a click. */
const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE_HZ);

/** By text, all at one rate; null: being fetched. */
const sounds = new Map<string, AudioBuffer | null>();
let soundsRate = 1;
let isFetching = false;

/** Asks the server for its voice, which takes a second to get ready. Without one, tones and captions must do. */
export async function askForServerVoice(): Promise<void> {
  try {
    serverVoice.value = await api.voice();
  } catch {
    serverVoice.value = { speaks: false, advice: null };
  }
}

/** Returns a text's sound from the cache. */
export function cachedSpeech(text: string, rate: number): AudioBuffer | null {
  return rate === soundsRate ? (sounds.get(text) ?? null) : null;
}

/** Returns a text's sound, from the cache or the server. */
export async function fetchSpeech(text: string, rate: number): Promise<AudioBuffer> {
  return cachedSpeech(text, rate) ?? decoder.decodeAudioData(await api.speech(text, rate));
}

/** Fetches the first of these texts that is missing; one at a time, so that they arrive in order. */
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
      // After a failure the voice isn't tried again: captions and tones replace it.
      sounds.delete(text);
      serverVoice.value = { speaks: false, advice: null };
    })
    .finally(() => {
      isFetching = false;
    });
}
