import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Prescription } from "../connection/shapes/account_data";
import type { ReminderSettings } from "../connection/shapes/reminders";
import { EQUIPMENT, LOCATIONS, type Equipment, type Location, type Settings } from "../connection/shapes/settings";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { AccountData } from "./account_data";
import { Choice } from "./choice";
import { LanguageFields } from "./language";
import { PrescriptionSection } from "./prescription";
import { saveSettings, settings } from "./profile";
import { ReminderFields } from "./reminder_settings";
import { SoundFields } from "./sound_settings";

/** The settings: equipment, location, language, sound, reminders, keys and data. */
export function SettingsView() {
  /** The settings before the last change. */
  const previous = useSignal<Settings | null>(null);
  /** Further data, loaded all at once so that nothing moves when it arrives. */
  const loaded = useSignal<{ reminders: ReminderSettings; prescription: Prescription | null } | null>(null);
  useEffect(
    () =>
      attempt(async () => {
        const [wishes, prescription] = await Promise.all([api.reminders(), api.prescription()]);
        loaded.value = { reminders: wishes, prescription };
      }),
    [],
  );
  const now = loaded.value && settings.value;
  const store = async (changed: Settings): Promise<void> => {
    if (await saveSettings(changed)) previous.value = now;
  };
  const change = async (part: Partial<Settings>): Promise<void> => {
    if (now) await store({ ...now, ...part });
  };
  /** Everything shown is in the old language, so the page reloads. */
  const changeLanguage = async (language: string): Promise<void> => {
    if (now && (await saveSettings({ ...now, language }))) location.reload();
  };
  const toggle = (need: Equipment): void => {
    if (!now) return;
    void change({ have: EQUIPMENT.filter((each) => now.have.includes(each) !== (each === need)) });
  };
  return (
    <>
      <Heading title={t("Settings")} />
      <p>{t("Changes are saved automatically.")}</p>
      {!now && <Skeleton rows={6} />}
      {now && (
        <div>
          <fieldset>
            <legend>{t("Your equipment")}</legend>
            <p class="hint">{t("Plans only use what you tick.")}</p>
            {EQUIPMENT.map((need) => (
              <Choice key={need} type="checkbox" checked={now.have.includes(need)} onPick={() => toggle(need)}>
                {equipmentName(need)}
              </Choice>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t("Where you usually exercise")}</legend>
            {LOCATIONS.map((place) => (
              <Choice key={place} type="radio" name="place" checked={now.place === place} onPick={() => void change({ place })}>
                {locationName(place)}
              </Choice>
            ))}
          </fieldset>
          <LanguageFields now={now.language} onPick={(language) => void changeLanguage(language)} />
          <SoundFields settings={now} onChange={(part) => void change(part)} />
          {loaded.value && <ReminderFields initial={loaded.value.reminders} />}
          <fieldset>
            <legend>{t("Keyboard shortcuts")}</legend>
            <Choice type="checkbox" checked={now.letters} onPick={() => void change({ letters: !now.letters })}>
              {t("Use single-key shortcuts (such as H for “this hurts”)")}
            </Choice>
            <p class="hint">{t("Turn these off if you use dictation. Space, arrows and Esc always work.")}</p>
          </fieldset>
        </div>
      )}
      <div class="saved">
        <p role="status">{previous.value && t("Saved.")}</p>
        {previous.value && (
          <button type="button" onClick={() => previous.value && void store(previous.value)}>
            {t("Undo")}
          </button>
        )}
      </div>
      {loaded.value && now && (
        <>
          <PrescriptionSection initial={loaded.value.prescription} />
          <AccountData />
        </>
      )}
    </>
  );
}

function equipmentName(need: Equipment): string {
  switch (need) {
    case "band":
      return t("A loop band");
    case "wall":
      return t("A clear wall");
    case "chair":
      return t("A chair that doesn't roll");
    case "floor":
      return t("Floor space to lie on");
    case "weight":
      return t("A weight");
  }
}

function locationName(place: Location): string {
  switch (place) {
    case "floor":
      return t("Where I can lie down");
    case "desk":
      return t("At my desk, beside the chair");
    case "office":
      return t("In the office, in work clothes (no band, no wide steps)");
  }
}
