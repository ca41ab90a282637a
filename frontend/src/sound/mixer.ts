/** The loudspeaker: tones and rendered speech at exact moments of the page's clock, a voice over the metronome. */

import { METRONOME, SOUNDS, type ToneName } from "./tone_score";

/** A tone at full loudness: well below what clips when three fall together. */
const TONE_GAIN = 0.25;

/** What is left of the metronome under a voice, and the time constant of getting there, in seconds. */
const [DUCKED_GAIN, DUCKING_S] = [0.2, 0.05];

/** The time constant of a cut in speech, in seconds: too short to be heard as a word. */
const FADE_OUT_S = 0.01;

/** A time stamp older than this belongs to a context that stood still. */
const FRESH_MS = 1000;

export class Mixer {
  readonly context = new AudioContext();
  readonly #master = new GainNode(this.context);
  readonly #metronome = new GainNode(this.context);
  #ducked = false;

  constructor() {
    this.#metronome.connect(this.#master).connect(this.context.destination);
  }

  /** Percent. */
  set volume(percent: number) {
    this.#master.gain.value = percent / 100;
  }

  /** Lets the metronome step back while someone speaks, and nobody knows for how long. */
  set ducked(ducked: boolean) {
    if (ducked === this.#ducked) return;
    this.#ducked = ducked;
    this.#metronome.gain.setTargetAtTime(ducked ? DUCKED_GAIN : 1, this.context.currentTime, DUCKING_S);
  }

  /** Lets the metronome step back in these spans of the audio clock, instead of those of before. */
  duck(spans: readonly (readonly [number, number])[]): void {
    const { gain } = this.#metronome;
    const now = this.context.currentTime;
    gain.cancelScheduledValues(now);
    if (spans.length === 0) gain.setTargetAtTime(1, now, DUCKING_S);
    for (const [from, until] of spans) {
      gain.setTargetAtTime(DUCKED_GAIN, Math.max(from, now), DUCKING_S);
      gain.setTargetAtTime(1, Math.max(until, now), DUCKING_S);
    }
  }

  /** Speaks at a moment of the audio clock; returns what cuts it short at another. */
  say(speech: AudioBuffer, at: number): (end: number) => void {
    const voice = new AudioBufferSourceNode(this.context, { buffer: speech });
    const volume = new GainNode(this.context);
    voice.connect(volume).connect(this.#master);
    voice.start(Math.max(at, this.context.currentTime));
    return (end) => {
      const cut = Math.max(end, this.context.currentTime);
      // Faded, for speech cut off sharply clicks; what has not begun is gone at once.
      volume.gain.setTargetAtTime(0, cut, FADE_OUT_S);
      voice.stop(cut <= at ? cut : cut + 4 * FADE_OUT_S);
    };
  }

  /**
   * Returns the moment of the audio clock that is heard at a moment of the page's clock.
   *
   * `currentTime` goes by whole buffers and runs ahead of the ear; the time stamp of the output does neither.
   */
  timeOf(milliseconds: number): number {
    const now = performance.now();
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp?.() ?? {};
    const isFresh = performanceTime > 0 && Math.abs(now - performanceTime) < FRESH_MS;
    return isFresh
      ? contextTime + (milliseconds - performanceTime) / 1000
      : this.context.currentTime + (milliseconds - now) / 1000;
  }

  /** Sounds a note at a moment of the audio clock; returns what takes it back, unless it has begun. */
  play(sound: ToneName, at: number): () => void {
    const start = Math.max(at, this.context.currentTime);
    const bus = METRONOME.has(sound) ? this.#metronome : this.#master;
    const tones = SOUNDS[sound].map(({ hertz, after, seconds, loudness }) =>
      this.#tone(bus, hertz, start + after, seconds, loudness * TONE_GAIN),
    );
    return () => {
      // Stopped and not only disconnected: what waits for its beginning is kept for ever.
      if (this.context.currentTime < start) for (const tone of tones) tone.stop();
    };
  }

  #tone(bus: AudioNode, hertz: number, at: number, seconds: number, loudness: number): OscillatorNode {
    const tone = new OscillatorNode(this.context, { frequency: hertz });
    const volume = new GainNode(this.context, { gain: 0 });
    // A ramp at both ends, for a tone cut off sharply clicks.
    volume.gain.setValueAtTime(0, at);
    volume.gain.linearRampToValueAtTime(loudness, at + 0.01);
    volume.gain.setValueAtTime(loudness, at + seconds - 0.02);
    volume.gain.linearRampToValueAtTime(0, at + seconds);
    tone.connect(volume).connect(bus);
    tone.start(at);
    tone.stop(at + seconds);
    return tone;
  }
}
