import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { Choice } from "../parts/choice";
import { YourData } from "../parts/data";
import { Heading } from "../parts/heading";
import { Language } from "../parts/language";
import { Prescribed } from "../parts/prescription";
import { Reminders } from "../parts/reminders";
import { Skeleton } from "../parts/skeleton";
import { Sound } from "../parts/sound";
import { save, settings } from "../person";
import { t } from "../texts";
import { api } from "../wire/api";
import type { Prescription } from "../wire/keeping";
import type { Reminders as Wishes } from "../wire/reminders";
import { NEEDS, PLACES, type Need, type Place, type Settings } from "../wire/settings";

/** What you have at hand, where you are, and what you want to hear. */
export function SettingsView() {
  /** What held before the last change. */
  const before = useSignal<Settings | null>(null);
  /** What is asked for besides, all at once, so that nothing moves when it comes. */
  const besides = useSignal<{ wishes: Wishes; prescription: Prescription | null } | null>(null);
  useEffect(
    () =>
      attempt(async () => {
        const [wishes, prescription] = await Promise.all([api.reminders(), api.prescription()]);
        besides.value = { wishes, prescription };
      }),
    [],
  );
  const now = besides.value && settings.value;
  const keep = async (changed: Settings): Promise<void> => {
    if (await save(changed)) before.value = now;
  };
  const change = async (part: Partial<Settings>): Promise<void> => {
    if (now) await keep({ ...now, ...part });
  };
  /** All that is shown was said in the language before: the page begins anew. */
  const speak = async (language: string): Promise<void> => {
    if (now && (await save({ ...now, language }))) location.reload();
  };
  const toggle = (need: Need): void => {
    if (!now) return;
    void change({ have: NEEDS.filter((each) => now.have.includes(each) !== (each === need)) });
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
            {NEEDS.map((need) => (
              <Choice key={need} type="checkbox" checked={now.have.includes(need)} onPick={() => toggle(need)}>
                {needName(need)}
              </Choice>
            ))}
          </fieldset>
          <fieldset>
            <legend>{t("Where you usually exercise")}</legend>
            {PLACES.map((place) => (
              <Choice key={place} type="radio" name="place" checked={now.place === place} onPick={() => void change({ place })}>
                {placeName(place)}
              </Choice>
            ))}
          </fieldset>
          <Language now={now.language} pick={(language) => void speak(language)} />
          <Sound now={now} change={(part) => void change(part)} />
          {besides.value && <Reminders first={besides.value.wishes} />}
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
        <p role="status">{before.value && t("Saved.")}</p>
        {before.value && (
          <button type="button" onClick={() => before.value && void keep(before.value)}>
            {t("Undo")}
          </button>
        )}
      </div>
      {besides.value && now && (
        <>
          <Prescribed first={besides.value.prescription} />
          <YourData />
        </>
      )}
    </>
  );
}

function needName(need: Need): string {
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

function placeName(place: Place): string {
  switch (place) {
    case "floor":
      return t("Where I can lie down");
    case "desk":
      return t("At my desk, beside the chair");
    case "office":
      return t("In the office, in work clothes (no band, no wide steps)");
  }
}
