import { useSignal } from "@preact/signals";

import { useKeys } from "../keys";
import { send } from "../live";
import { t } from "../texts";

/** As many as one counts oneself. */
const MOST = 99;

/** Asks how many one counted, where no camera did. */
export function HowMany() {
  const count = useSignal(10);
  const change = (by: number): void => {
    count.value = Math.min(MOST, Math.max(0, count.value + by));
  };
  const keep = (): void => void send({ do: "counted", count: count.value });
  useKeys({ arrowup: () => change(1), arrowright: () => change(1), arrowdown: () => change(-1), arrowleft: () => change(-1), enter: keep });
  return (
    <section class="how-many">
      <p class="lead" id="how-many">
        {t("How many times did you stand up?")}
      </p>
      <div role="group" aria-labelledby="how-many">
        <button type="button" aria-label={t("One less")} onClick={() => change(-1)}>
          −
        </button>
        <output class="figure" aria-live="polite">
          {count.value}
        </output>
        <button type="button" aria-label={t("One more")} onClick={() => change(1)}>
          +
        </button>
      </div>
      <button type="button" class="primary big" onClick={keep}>
        {t("Keep it")}
      </button>
    </section>
  );
}
