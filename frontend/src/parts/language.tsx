import { catalogue, t } from "../texts";
import { Choice } from "./choice";

/** In which language the page and the reminders speak. Each is named by itself, for whoever reads no other. */
export function Language({ now, pick }: { now: string; pick: (language: string) => void }) {
  const { language, languages, machine_made: machineMade } = catalogue.value;
  return (
    <fieldset>
      <legend>{t("Language")}</legend>
      <Choice type="radio" name="language" checked={now === "system"} onPick={() => pick("system")}>
        {t("Same as this computer")}
      </Choice>
      {Object.entries(languages).map(([tag, name]) => (
        <Choice key={tag} type="radio" name="language" checked={now === tag} onPick={() => pick(tag)}>
          <span lang={tag.replace("_", "-")}>{name}</span>
        </Choice>
      ))}
      {machineMade && (
        <p class="hint">
          {t("Machine translation, not yet checked by a native speaker.")}
          {language !== "en" && <span lang="en"> Machine translation, not yet checked by a native speaker.</span>}
        </p>
      )}
    </fieldset>
  );
}
