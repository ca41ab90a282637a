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
        <p>{t("One page of what is shown above, from the first day to the last: on paper, or as a PDF in the window that opens.")}</p>
        <div class="row">
          <label class="field">
            <span>{t("Name on it, if you want one; it is kept nowhere")}</span>
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
