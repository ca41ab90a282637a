import { useSignal } from "@preact/signals";

import { t } from "../texts";
import { Report } from "./report";

/** A report of one page for a physiotherapist, printed by the browser on paper or as a PDF. */
export function PrintSection() {
  const name = useSignal("");
  return (
    <>
      <section class="print">
        <h2>{t("For your physiotherapist")}</h2>
        <p>{t("Prints one page covering the period shown above, or saves it as a PDF.")}</p>
        <div class="row">
          <label class="field">
            <span>{t("Name on the printout (optional, not saved)")}</span>
            <input
              type="text"
              autocomplete="off"
              maxLength={80}
              value={name.value}
              onInput={(event) => {
                name.value = event.currentTarget.value;
              }}
            />
          </label>
          <button type="button" onClick={() => print()}>
            {t("Print")}
          </button>
        </div>
      </section>
      <Report name={name.value.trim()} />
    </>
  );
}
