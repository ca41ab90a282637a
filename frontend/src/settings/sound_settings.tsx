import { tell } from "../connection/notice";
import { TALKS, type Settings, type Talk } from "../connection/shapes/settings";
import { able, browserVoice, sampleText, sampleVoice } from "../sound/speech";
import { sample, sampleSpeech } from "../sound/tone_scheduler";
import { offered } from "../sound/tts_client";
import { percent, t } from "../texts";
import { Choice } from "./choice";

/** How much is said, how loud and how fast, with a button to hear it. */
export function Sound({ now, change }: { now: Settings; change: (part: Partial<Settings>) => void }) {
  return (
    <fieldset class="sound">
      <legend>{t("Sound")}</legend>
      {TALKS.map((talk) => (
        <Choice key={talk} type="radio" name="talk" checked={now.talk === talk} onPick={() => change({ talk })}>
          {talkName(talk)}
        </Choice>
      ))}
      {now.talk !== "silent" && (
        <>
          <Slider
            name={t("Volume")}
            shown={percent(now.volume / 100)}
            value={now.volume}
            {...{ min: 0, max: 100, step: 5 }}
            onPick={(volume) => change({ volume })}
          />
          {now.talk !== "tones" && able.value && (
            <Slider
              name={t("How fast it speaks")}
              shown={percent(now.rate)}
              value={now.rate}
              {...{ min: 0.5, max: 2, step: 0.1 }}
              onPick={(rate) => change({ rate })}
            />
          )}
          <button type="button" onClick={() => hearIt(now.talk)}>
            {t("Hear it")}
          </button>
        </>
      )}
      {(now.talk === "all" || now.talk === "changes") && (
        <>
          <p class="hint">{whoSpeaks()}</p>
          {!able.value && offered.value?.advice && <p class="hint">{offered.value.advice}</p>}
        </>
      )}
    </fieldset>
  );
}

function whoSpeaks(): string {
  if (browserVoice.value !== null) return t("A voice of this browser speaks: {name}.", { name: browserVoice.value });
  if (able.value) return t("This browser has no voice for your language, so Rearguard's own speaks, made on this machine.");
  return t("This browser has no voice of its own for your language: tones and the written cues stand in for it.");
}

function hearIt(talk: Talk): void {
  if (talk === "tones" || !able.value) sample();
  else if (browserVoice.value !== null) sampleVoice();
  else sampleSpeech(sampleText()).catch(tell);
}

interface SliderProps {
  name: string;
  shown: string;
  value: number;
  min: number;
  max: number;
  step: number;
  onPick: (value: number) => void;
}

function Slider({ name, shown, onPick, ...range }: SliderProps) {
  return (
    <label class="slider">
      <span>{name}</span>
      {/* On "change", not "input": what is dragged over is not stored. */}
      <input type="range" {...range} aria-valuetext={shown} onChange={({ currentTarget }) => onPick(currentTarget.valueAsNumber)} />
      <output aria-hidden="true">{shown}</output>
    </label>
  );
}

function talkName(talk: Talk): string {
  switch (talk) {
    case "all":
      return t("Say everything");
    case "changes":
      return t("Say only what changes");
    case "tones":
      return t("Tones only");
    case "silent":
      return t("Silent");
  }
}
