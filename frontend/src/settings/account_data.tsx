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
      <p>{t("It is on this machine and nowhere else. Save it here for others, or for another machine of yours.")}</p>
      <ul class="plain formats">
        {FORMATS.map((format) => (
          <li key={format}>
            <button type="button" onClick={() => attempt(() => saveFile(format))}>
              {formatName(format)}
            </button>
          </li>
        ))}
      </ul>
      <FileField label={t("Bring in what you saved")} accept=".json" onFile={importFile} />
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
      return t("All of it, to bring in again (JSON)");
    case "csv":
      return t("Your sets, for a spreadsheet (CSV)");
    case "fit":
      return t("The last session, for sports services (FIT)");
    case "ics":
      return t("The coming sessions, for a calendar (iCalendar)");
    case "fhir":
      return t("For who treats you, without your name (FHIR)");
  }
}
