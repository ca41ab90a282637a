import { useSignal } from "@preact/signals";

import { send } from "../connection/socket";
import { t } from "../texts";
import { useKeys } from "../ui/keys";

/** The highest count. */
const MAX_COUNT = 99;

/** Asks for the user's count where no camera counted. It proposes nothing. */
export function CountForm() {
  const count = useSignal<number | null>(null);
  const set = (number: number): void => {
    count.value = Number.isFinite(number) ? Math.min(MAX_COUNT, Math.max(0, Math.round(number))) : null;
  };
  const change = (by: number): void => set((count.value ?? 0) + by);
  const submit = (): void => {
    if (count.value !== null) send({ do: "counted", count: count.value });
  };
  useKeys({ enter: submit });
  return (
    <section class="how-many">
      <p class="lead">
        <label for="how-many">{t("How many times did you stand up?")}</label>
      </p>
      <div>
        <button type="button" aria-label={t("One less")} onClick={() => change(-1)}>
          −
        </button>
        <input
          id="how-many"
          type="number"
          inputMode="numeric"
          min={0}
          max={MAX_COUNT}
          value={count.value ?? ""}
          onInput={(event) => set(event.currentTarget.valueAsNumber)}
        />
        <button type="button" aria-label={t("One more")} onClick={() => change(1)}>
          +
        </button>
      </div>
      <button type="button" class="primary big" disabled={count.value === null} onClick={submit}>
        {t("Save")}
      </button>
    </section>
  );
}
