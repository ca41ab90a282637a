import { useSignal } from "@preact/signals";

import { attempt } from "../notice";
import { t } from "../texts";
import { api } from "../wire/api";
import { FileField } from "./file_field";
import { Forgetting } from "./forgetting";

const FORMATS = ["json", "csv", "fit", "ics", "fhir"] as const;

/** What is kept of the person: to save, to bring in, to erase. */
export function YourData() {
  const said = useSignal("");
  const bring = (file: File): void =>
    attempt(async () => {
      const found = await api.bringIn(file);
      said.value = t("{new} of {entries} entries are new.", { new: found.new, entries: found.entries });
    });
  return (
    <section>
      <h2>{t("Your data")}</h2>
      <p>{t("Your data is only on this computer. Export it to share it or to move it to another computer.")}</p>
      <ul class="plain formats">
        {FORMATS.map((format) => (
          <li key={format}>
            <button type="button" onClick={() => attempt(() => save(format))}>
              {formatName(format)}
            </button>
          </li>
        ))}
      </ul>
      <FileField label={t("Restore a backup")} accept=".json" onFile={bring} />
      <p role="status">{said.value}</p>
      <Forgetting />
    </section>
  );
}

/** Has the browser save a file, as if it were a link's. */
async function save(format: string): Promise<void> {
  const { name, content } = await api.save(format);
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
