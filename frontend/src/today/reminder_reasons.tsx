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
      <summary>{t("Why am I being reminded, or not?")}</summary>
      <div role="status">
        {reasons.value && (
          <>
            <p>{reasons.value.nudge ? t("Now is a good time:") : t("No reminder right now, because:")}</p>
            <ul>
              {reasons.value.why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {!reasons.value.watching && (
              <p class="hint">{t("Sitting detection is off. Turn it on in a terminal: {command}", { command: "rearguard watch --install" })}</p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
