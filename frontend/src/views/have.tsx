import { useSignal } from "@preact/signals";

import { Heading } from "../parts/heading";
import { save, settings } from "../person";
import { t } from "../texts";
import { allowSound } from "../tones";
import { NEEDS, PLACES, type Need, type Place, type Settings } from "../wire/settings";

/** What you have at hand, where you are, and whether it may beep. */
export function HaveView() {
  const saved = useSignal(false);
  const now = settings.value;
  const change = async (part: Partial<Settings>): Promise<void> => {
    if (!now) return;
    saved.value = false;
    saved.value = await save({ ...now, ...part });
  };
  const toggle = (need: Need): void => {
    if (!now) return;
    void change({ have: NEEDS.filter((each) => now.have.includes(each) !== (each === need)) });
  };
  return (
    <>
      <Heading title={t("What you have")} />
      <p>{t("Each plan uses only what is here. Every change is saved at once.")}</p>
      {now && (
        <div>
          <fieldset>
            <legend>{t("At hand")}</legend>
            {NEEDS.map((need) => (
              <Choice key={need} type="checkbox" checked={now.have.includes(need)} onPick={() => toggle(need)}>
                {needName(need)}
              </Choice>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t("Where you usually do it")}</legend>
            {PLACES.map((place) => (
              <Choice key={place} type="radio" name="place" checked={now.place === place} onPick={() => void change({ place })}>
                {placeName(place)}
              </Choice>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t("Sound")}</legend>
            <Choice
              type="checkbox"
              checked={now.tones}
              onPick={() => {
                allowSound();
                void change({ tones: !now.tones });
              }}
            >
              {t("Short tones when a step begins and ends")}
            </Choice>
          </fieldset>
        </div>
      )}
      <p role="status">{saved.value && t("Saved.")}</p>
    </>
  );
}

interface ChoiceProps {
  type: "checkbox" | "radio";
  name?: string;
  checked: boolean;
  onPick: () => void;
  children: string;
}

function Choice({ type, name, checked, onPick, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input type={type} name={name} checked={checked} onChange={onPick} />
      <span>{children}</span>
    </label>
  );
}

function needName(need: Need): string {
  switch (need) {
    case "band":
      return t("A loop band");
    case "wall":
      return t("A free piece of wall");
    case "chair":
      return t("A chair that does not roll");
    case "floor":
      return t("Floor to lie on");
    case "weight":
      return t("A weight");
  }
}

function placeName(place: Place): string {
  switch (place) {
    case "floor":
      return t("Anywhere with space to lie down");
    case "desk":
      return t("At my desk, beside the chair");
    case "office":
      return t("In the office, in clothes that a band and wide steps are too much for");
  }
}
