import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { LevelChange } from "../connection/shapes/progress";
import { LevelText } from "../history/level_text";
import { t } from "../texts";

/** The level changes after a session with their reasons, and a way to undo them. */
export function ProgressChanges({ decisions, onUndone }: { decisions: LevelChange[]; onUndone: () => Promise<void> }) {
  const statusText = useSignal("");
  const title = useRef<HTMLHeadingElement>(null);
  if (decisions.length === 0) return null;
  const undo = ({ id, name }: LevelChange): void =>
    attempt(async () => {
      await api.undoChange(id);
      statusText.value = t("Undone: {exercise} stays as it was.", { exercise: name });
      title.current?.focus();
      await onUndone();
    });
  return (
    <section class="became">
      <h2 ref={title} tabIndex={-1}>
        {t("Next time")}
      </h2>
      <p role="status">{statusText.value}</p>
      <ul class="plain">
        {decisions.map((change) => (
          <li key={change.id} class={change.action}>
            <p>
              <strong>{change.name}</strong> {change.action !== "stays" && <LevelText place={change.after} />}
            </p>
            <p>{change.why}</p>
            {change.undoable && (
              <button type="button" aria-label={t("Undo: {exercise}", { exercise: change.name })} onClick={() => undo(change)}>
                {t("Undo")}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
