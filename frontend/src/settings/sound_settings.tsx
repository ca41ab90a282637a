import { reportError } from "../connection/notice";
import { VERBOSITIES, type Settings, type Verbosity } from "../connection/shapes/settings";
import { browserVoiceName, canSpeak, sampleText, speakSample } from "../sound/speech";
import { playSpeechSample, playToneSample } from "../sound/tone_scheduler";
import { serverVoice } from "../sound/tts_client";
import { percent, t } from "../texts";
import { Choice } from "./choice";

/** How much is spoken, how loud and how fast, with a button to hear it. */
export function SoundFields({ settings, onChange }: { settings: Settings; onChange: (part: Partial<Settings>) => void }) {
  return (
    <fieldset class="sound">
      <legend>{t("Sound")}</legend>
      {VERBOSITIES.map((talk) => (
        <Choice key={talk} type="radio" name="talk" checked={settings.talk === talk} onPick={() => onChange({ talk })}>
          {verbosityName(talk)}
        </Choice>
      ))}
      {settings.talk !== "silent" && (
        <>
          <Slider
            name={t("Volume")}
            shown={percent(settings.volume / 100)}
            value={settings.volume}
            {...{ min: 0, max: 100, step: 5 }}
            onPick={(volume) => onChange({ volume })}
          />
          {settings.talk !== "tones" && canSpeak.value && (
            <Slider
              name={t("Speaking speed")}
              shown={percent(settings.rate)}
              value={settings.rate}
              {...{ min: 0.5, max: 2, step: 0.1 }}
              onPick={(rate) => onChange({ rate })}
            />
          )}
          <button type="button" onClick={() => playSample(settings.talk)}>
            {t("Play a sample")}
          </button>
        </>
      )}
      {(settings.talk === "all" || settings.talk === "changes") && (
        <>
          <p class="hint">{voiceText()}</p>
          {!canSpeak.value && serverVoice.value?.advice && <p class="hint">{serverVoice.value.advice}</p>}
        </>
      )}
    </fieldset>
  );
}

function voiceText(): string {
  if (browserVoiceName.value !== null) return t("Voice: {name} (from your browser)", { name: browserVoiceName.value });
  if (canSpeak.value) return t("Your browser has no voice for this language, so Rearguard uses its own.");
  return t("Your browser has no voice for this language. You'll hear tones and see the cues on screen.");
}

function playSample(talk: Verbosity): void {
  if (talk === "tones" || !canSpeak.value) playToneSample();
  else if (browserVoiceName.value !== null) speakSample();
  else playSpeechSample(sampleText()).catch(reportError);
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
      {/* On "change", not "input": values along the way are not stored. */}
      <input type="range" {...range} aria-valuetext={shown} onChange={({ currentTarget }) => onPick(currentTarget.valueAsNumber)} />
      <output aria-hidden="true">{shown}</output>
    </label>
  );
}

function verbosityName(talk: Verbosity): string {
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
