import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ReminderReasons } from "../connection/shapes/day";
import { t } from "../texts";

/** Why one is reminded now, or why not; asked for when somebody wants to know. */
export function ReasonsSection() {
  const found = useSignal<ReminderReasons | null>(null);
  const ask = (open: boolean): void => {
    found.value = null;
    if (open)
      attempt(async () => {
        found.value = await api.reminderReasons();
      });
  };
  return (
    <details onToggle={(event) => ask(event.currentTarget.open)}>
      <summary>{t("Why now? Why not?")}</summary>
      <div role="status">
        {found.value && (
          <>
            <p>{found.value.nudge ? t("Now is a good moment:") : t("No reminder now:")}</p>
            <ul>
              {found.value.why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {!found.value.watching && (
              <p class="hint">{t("Nobody watches. In a terminal, this begins it: {command}", { command: "rearguard watch --install" })}</p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
