import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import { t } from "../texts";
import { DataDeletion } from "./data_deletion";
import { FileField } from "./file_field";

const FORMATS = ["json", "csv", "fit", "ics", "fhir"] as const;

/** The user's data: export, import and deletion. */
export function AccountData() {
  const statusText = useSignal("");
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
        {FORMATS.map((format) => (
          <li key={format}>
            <button type="button" onClick={() => attempt(() => saveFile(format))}>
              {formatName(format)}
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

function formatName(format: (typeof FORMATS)[number]): string {
  switch (format) {
    case "json":
      return t("Full backup (JSON)");
    case "csv":
      return t("All sets as a spreadsheet (CSV)");
    case "fit":
      return t("Last session for fitness apps (FIT)");
    case "ics":
      return t("Upcoming sessions for your calendar (iCalendar)");
    case "fhir":
      return t("For your clinician, without your name (FHIR)");
  }
}
