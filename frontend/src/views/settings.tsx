import { useSignal } from "@preact/signals";

import { Choice } from "../parts/choice";
import { Heading } from "../parts/heading";
import { Sound } from "../parts/sound";
import { save, settings } from "../person";
import { t } from "../texts";
import { NEEDS, PLACES, type Need, type Place, type Settings } from "../wire/settings";

/** What you have at hand, where you are, and what you want to hear. */
export function SettingsView() {
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
      <Heading title={t("Settings")} />
      <p>{t("Every change holds at once.")}</p>
      {now && (
        <div>
          <fieldset>
            <legend>{t("What you have")}</legend>
            <p class="hint">{t("Each plan uses only what is here.")}</p>
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
          <Sound now={now} change={(part) => void change(part)} />
        </div>
      )}
      <p role="status">{saved.value && t("Saved.")}</p>
    </>
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
