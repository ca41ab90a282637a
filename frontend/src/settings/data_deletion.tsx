import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { StoredData } from "../connection/shapes/account_data";
import { date, t } from "../texts";
import { Dialog } from "../ui/dialog";
import { loadProfile } from "./profile";

/** "Forget me": lists the stored data, and deletes it after confirmation. */
export function DataDeletion() {
  const storedData = useSignal<StoredData | null>(null);
  const statusText = useSignal("");
  const show = (): void =>
    attempt(async () => {
      storedData.value = await api.storedData();
    });
  const erase = (): void =>
    attempt(async () => {
      storedData.value = null;
      await api.deleteData();
      statusText.value = t("All your data has been deleted.");
      await loadProfile();
    });
  const close = (): void => {
    storedData.value = null;
  };
  return (
    <>
      <button type="button" onClick={show}>
        {t("Delete all my data")}
      </button>
      <p role="status">{statusText.value}</p>
      {storedData.value && (
        <Dialog title={t("Delete all your data?")} onClose={close}>
          <StoredDataList data={storedData.value} />
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

function StoredDataList({ data }: { data: StoredData }) {
  if (data.entries.length === 0 && data.files.length === 0) return <p>{t("There is no data to delete.")}</p>;
  return (
    <>
      {data.since && data.until && (
        <p>{t("From {since} to {until}:", { since: date(data.since), until: date(data.until) })}</p>
      )}
      <ul>
        {data.entries.map((entry) => (
          <li key={entry.kind}>
            {entry.what}: {entry.count}
          </li>
        ))}
      </ul>
      {data.files.length > 0 && <p>{t("Files: {names}", { names: data.files.join(", ") })}</p>}
    </>
  );
}
