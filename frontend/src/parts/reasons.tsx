import { useSignal } from "@preact/signals";

import { attempt } from "../notice";
import { t } from "../texts";
import { api } from "../wire/api";
import type { Why } from "../wire/day";

/** Why one is reminded now, or why not; asked for when somebody wants to know. */
export function Reasons() {
  const found = useSignal<Why | null>(null);
  const ask = (open: boolean): void => {
    found.value = null;
    if (open)
      attempt(async () => {
        found.value = await api.why();
      });
  };
  return (
    <details onToggle={(event) => ask(event.currentTarget.open)}>
      <summary>{t("Why am I being reminded, or not?")}</summary>
      <div role="status">
        {found.value && (
          <>
            <p>{found.value.nudge ? t("Now is a good time:") : t("No reminder right now, because:")}</p>
            <ul>
              {found.value.why.map((reason) => (
                <li key={reason}>{reason}</li>
              ))}
            </ul>
            {!found.value.watching && (
              <p class="hint">{t("Sitting detection is off. Turn it on in a terminal: {command}", { command: "rearguard watch --install" })}</p>
            )}
          </>
        )}
      </div>
    </details>
  );
}
