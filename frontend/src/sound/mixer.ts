/** Plays tones and rendered speech at exact times of the page's clock, and lowers the metronome under a voice. */

import { METRONOME, SOUNDS, type ToneName } from "./tone_score";

/** The gain of a tone at full loudness: well below clipping when three coincide. */
const TONE_GAIN = 0.25;

/** The metronome's gain under a voice, and the time constant of its changes. */
const [DUCKED_GAIN, DUCKING_S] = [0.2, 0.05];

/** The time constant when speech is cut: too short to be heard as a word. */
const FADE_OUT_S = 0.01;

/** An older time stamp belongs to a context that stood still. */
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

  /** Lowers the metronome while the browser's voice speaks, whose length is unknown. */
  set ducked(ducked: boolean) {
    if (ducked === this.#ducked) return;
    this.#ducked = ducked;
    this.#metronome.gain.setTargetAtTime(ducked ? DUCKED_GAIN : 1, this.context.currentTime, DUCKING_S);
  }

  /** Lowers the metronome during these spans of the audio clock, which replace earlier ones. */
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

  /** Plays speech at a time of the audio clock; returns a function that cuts it short at another. */
  say(speech: AudioBuffer, at: number): (end: number) => void {
    const voice = new AudioBufferSourceNode(this.context, { buffer: speech });
    const volume = new GainNode(this.context);
    voice.connect(volume).connect(this.#master);
    voice.start(Math.max(at, this.context.currentTime));
    return (end) => {
      const cut = Math.max(end, this.context.currentTime);
      // A fade, because a sharp cut clicks; speech that has not started is removed at once.
      volume.gain.setTargetAtTime(0, cut, FADE_OUT_S);
      voice.stop(cut <= at ? cut : cut + 4 * FADE_OUT_S);
    };
  }

  /**
   * Returns the time of the audio clock that is heard at a time of the page's clock.
   *
   * `currentTime` advances by whole buffers and runs ahead of the ear; the output's time stamp does neither.
   */
  timeOf(milliseconds: number): number {
    const now = performance.now();
    const { contextTime = 0, performanceTime = 0 } = this.context.getOutputTimestamp?.() ?? {};
    const isFresh = performanceTime > 0 && Math.abs(now - performanceTime) < FRESH_MS;
    return isFresh
      ? contextTime + (milliseconds - performanceTime) / 1000
      : this.context.currentTime + (milliseconds - now) / 1000;
  }

  /** Plays a sound at a time of the audio clock; returns a function that cancels it, unless it has started. */
  play(sound: ToneName, at: number): () => void {
    const start = Math.max(at, this.context.currentTime);
    const bus = METRONOME.has(sound) ? this.#metronome : this.#master;
    const tones = SOUNDS[sound].map(({ hertz, after, seconds, loudness }) =>
      this.#tone(bus, hertz, start + after, seconds, loudness * TONE_GAIN),
    );
    return () => {
      // Stopped and not only disconnected: a node that waits for its start is never freed.
      if (this.context.currentTime < start) for (const tone of tones) tone.stop();
    };
  }

  #tone(bus: AudioNode, hertz: number, at: number, seconds: number, loudness: number): OscillatorNode {
    const tone = new OscillatorNode(this.context, { frequency: hertz });
    const volume = new GainNode(this.context, { gain: 0 });
    // A ramp at both ends, because a sharp cut clicks.
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
