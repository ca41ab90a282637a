import { tell } from "../notice";
import { offered } from "../rendered";
import { able, browserVoice, sampleText, sampleVoice } from "../speech";
import { percent, t } from "../texts";
import { sample, sampleSpeech } from "../tones";
import { TALKS, type Settings, type Talk } from "../wire/settings";
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
              name={t("Speaking speed")}
              shown={percent(now.rate)}
              value={now.rate}
              {...{ min: 0.5, max: 2, step: 0.1 }}
              onPick={(rate) => change({ rate })}
            />
          )}
          <button type="button" onClick={() => hearIt(now.talk)}>
            {t("Play a sample")}
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
  if (browserVoice.value !== null) return t("Voice: {name} (from your browser)", { name: browserVoice.value });
  if (able.value) return t("Your browser has no voice for this language, so Rearguard uses its own.");
  return t("Your browser has no voice for this language. You'll hear tones and see the cues on screen.");
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
      return t("Only what changes");
    case "tones":
      return t("Tones only");
    case "silent":
      return t("Silent");
  }
}
