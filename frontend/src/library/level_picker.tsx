import type { Level, LibraryEntry } from "../connection/shapes/library";
import { t } from "../texts";

/** A choice of the level, from easy to hard, with the source and needs of each. */
export function LevelPicker({ entry, level, choose }: { entry: LibraryEntry; level: string; choose: (level: string) => void }) {
  return (
    <fieldset class="ladder">
      <legend>{entry.ladder.length > 1 ? t("Levels") : t("Level")}</legend>
      {entry.ladder.map((step) => (
        <label key={step.id} class="choice">
          <input type="radio" name="level" checked={step.id === level} onChange={() => choose(step.id)} />
          <span>
            <strong>{step.name}</strong>
            <span class="level"> {[...levelNotes(step)].join(" · ")}</span>
            {step.change && <span class="change">{step.change}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

function* levelNotes({ origin, branch, needs }: Level): Generator<string> {
  yield origin === "article" ? t("from the article") : t("added by us");
  if (branch) yield t("optional");
  for (const need of needs) yield needName(need);
}

function needName(need: string): string {
  switch (need) {
    case "band":
      return t("needs a loop band");
    case "weight":
      return t("needs a weight");
    case "chair":
      return t("needs a chair");
    case "wall":
      return t("needs a wall");
    default:
      return t("needs: {name}", { name: need });
  }
}
