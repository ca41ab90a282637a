import { useSignal } from "@preact/signals";

import { attempt } from "../notice";
import { load } from "../person";
import { date, t } from "../texts";
import { api } from "../wire/api";
import type { Holdings } from "../wire/keeping";
import { Dialog } from "./dialog";

/** "Forget me": shows all that is kept, and erases it when that is wanted. */
export function Forgetting() {
  const shown = useSignal<Holdings | null>(null);
  const said = useSignal("");
  const show = (): void =>
    attempt(async () => {
      shown.value = await api.holdings();
    });
  const erase = (): void =>
    attempt(async () => {
      shown.value = null;
      await api.forget();
      said.value = t("All your data has been deleted.");
      await load();
    });
  const close = (): void => {
    shown.value = null;
  };
  return (
    <>
      <button type="button" onClick={show}>
        {t("Delete all my data")}
      </button>
      <p role="status">{said.value}</p>
      {shown.value && (
        <Dialog title={t("Delete all your data?")} onClose={close}>
          <Kept held={shown.value} />
          <p>{t("This can't be undone. Files you exported are not deleted.")}</p>
          <div class="row">
            <button type="button" onClick={close}>
              {t("Cancel")}
            </button>
            <button type="button" class="warning" onClick={erase}>
              {t("Delete everything")}
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}

function Kept({ held }: { held: Holdings }) {
  if (held.entries.length === 0 && held.files.length === 0) return <p>{t("There is no data to delete.")}</p>;
  return (
    <>
      {held.since && held.until && (
        <p>{t("From {since} to {until}:", { since: date(held.since), until: date(held.until) })}</p>
      )}
      <ul>
        {held.entries.map((one) => (
          <li key={one.kind}>
            {one.what}: {one.count}
          </li>
        ))}
      </ul>
      {held.files.length > 0 && <p>{t("Files: {names}", { names: held.files.join(", ") })}</p>}
    </>
  );
}
