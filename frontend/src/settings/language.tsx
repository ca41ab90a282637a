import { catalogue, t } from "../texts";
import { Choice } from "./choice";

/** The language of the page and the reminders. Each language goes by its own name, for people who read no other. */
export function LanguageFields({ now, onPick }: { now: string; onPick: (language: string) => void }) {
  const { language, languages, machine_made: machineMade } = catalogue.value;
  return (
    <fieldset>
      <legend>{t("Language")}</legend>
      <Choice type="radio" name="language" checked={now === "system"} onPick={() => onPick("system")}>
        {t("Same as this computer")}
      </Choice>
      {Object.entries(languages).map(([tag, name]) => (
        <Choice key={tag} type="radio" name="language" checked={now === tag} onPick={() => onPick(tag)}>
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
