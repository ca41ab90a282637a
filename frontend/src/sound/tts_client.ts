/** The server's voice: texts as sound, fetched before they are due. */

import { computed, signal } from "@preact/signals";

import { api } from "../connection/api";
import type { Voice } from "../connection/shapes/voice";

/** What the server says of its voice; null until it was asked. */
export const offered = signal<Voice | null>(null);

/** Whether the server can speak. */
export const serves = computed(() => offered.value?.speaks === true);

/** Sounds that are kept: some sessions' texts, at about 100 kB each. */
const MOST = 300;

/** Samples a second, as the server makes them; what plays them asks for no other. */
const SAMPLE_RATE = 24000;

/** Takes a sound apart without a loudspeaker, which a browser gives only after a click. */
const decoder = new OfflineAudioContext(1, 1, SAMPLE_RATE);

/** By text; null: on its way. All at one pace. */
const sounds = new Map<string, AudioBuffer | null>();
let pace = 1;
let fetching = false;

/** Asks the server for its voice; it takes a second to get ready. Whoever has none is told by tones and captions. */
export async function seek(): Promise<void> {
  try {
    offered.value = await api.voice();
  } catch {
    offered.value = { speaks: false, advice: null };
  }
}

/** Returns a text's sound, if it is here. */
export function soundOf(text: string, rate: number): AudioBuffer | null {
  return rate === pace ? (sounds.get(text) ?? null) : null;
}

/** Returns a text's sound when it is here. */
export async function sound(text: string, rate: number): Promise<AudioBuffer> {
  return soundOf(text, rate) ?? decoder.decodeAudioData(await api.speech(text, rate));
}

/** Has the first of these texts fetched that is not here; one at a time, so that they come in their order. */
export function fetchAhead(texts: readonly string[], rate: number): void {
  if (rate !== pace || sounds.size > MOST) sounds.clear();
  pace = rate;
  const text = texts.find((one) => !sounds.has(one));
  if (fetching || text === undefined) return;
  fetching = true;
  sounds.set(text, null);
  sound(text, rate)
    .then((found) => {
      if (rate === pace) sounds.set(text, found);
    })
    .catch(() => {
      // A voice that fails is not waited for again: what it would have said is shown, and marked by tones.
      sounds.delete(text);
      offered.value = { speaks: false, advice: null };
    })
    .finally(() => {
      fetching = false;
    });
}
