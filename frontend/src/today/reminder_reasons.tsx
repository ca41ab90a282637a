import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ReminderReasons } from "../connection/shapes/day";
import { t } from "../texts";

/** The reasons why a reminder is due now or not, loaded when opened. */
export function ReasonsSection() {
  const reasons = useSignal<ReminderReasons | null>(null);
  const ask = (open: boolean): void => {
    reasons.value = null;
    if (open)
      attempt(async () => {
        reasons.value = await api.reminderReasons();
      });
  };
  return (
    <details onToggle={(event) => ask(event.currentTarget.open)}>
      <summary>{t("Why now? Why not?")}</summary>
      <div role="status">
        {reasons.value && (
          <>
            <p>{reasons.value.nudge ? t("Now is a good moment:") : t("No reminder now:")}</p>
            <ul>
              {reasons.value.why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {!reasons.value.watching && (
              <p class="hint">{t("Nobody watches. In a terminal, this begins it: {command}", { command: "rearguard watch --install" })}</p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
