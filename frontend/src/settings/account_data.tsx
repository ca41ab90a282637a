import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Exporter } from "../connection/shapes/account_data";
import { t } from "../texts";
import { DataDeletion } from "./data_deletion";
import { FileField } from "./file_field";

/** The user's data: export, import and deletion. */
export function AccountData() {
  const statusText = useSignal("");
  const exporters = useSignal<Exporter[]>([]);
  useEffect(() => {
    attempt(async () => {
      exporters.value = await api.exporters();
    });
  }, []);
  const importFile = (file: File): void =>
    attempt(async () => {
      const result = await api.importData(file);
      statusText.value = t("{new} of {entries} entries are new.", { new: result.new, entries: result.entries });
    });
  return (
    <section>
      <h2>{t("Your data")}</h2>
      <p>{t("Your data is only on this computer. Export it to share it or to move it to another computer.")}</p>
      <ul class="plain formats">
        {exporters.value.map(({ id, label }) => (
          <li key={id}>
            <button type="button" onClick={() => attempt(() => saveFile(id))}>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <FileField label={t("Restore a backup")} accept=".json" onFile={importFile} />
      <p role="status">{statusText.value}</p>
      <DataDeletion />
    </section>
  );
}

/** Makes the browser save a file, as from a link. */
async function saveFile(format: string): Promise<void> {
  const { name, content } = await api.exportData(format);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
