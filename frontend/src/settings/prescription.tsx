import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Prescription } from "../connection/shapes/account_data";
import { date, t } from "../texts";
import { FileField } from "./file_field";

/** The prescribed programme: by whom, until when, how often; imported and removed here. */
export function PrescriptionSection({ initial }: { initial: Prescription | null }) {
  const now = useSignal(initial);
  const statusText = useSignal("");
  const importFile = (file: File): void =>
    attempt(async () => {
      const imported = await api.importPrescription(file.name, await file.text());
      now.value = await api.prescription();
      statusText.value = imported.new ? t("Programme imported.") : t("You already have this programme.");
      // Otherwise a programme that isn't for today would seem to be lost.
      if (now.value?.program !== imported.program) statusText.value = t("Programme imported. It isn't active today.");
    });
  const remove = (program: string): void =>
    attempt(async () => {
      now.value = await api.removePrescription(program);
      statusText.value = t("Rearguard no longer follows this programme.");
    });
  return (
    <section>
      <h2>{t("From your physiotherapist")}</h2>
      {now.value ? (
        <PrescriptionCard now={now.value} onRemove={remove} />
      ) : (
        <p>{t("If you were given a programme as a file, Rearguard follows it instead of its own.")}</p>
      )}
      <FileField label={t("Import a programme")} accept=".toml" onFile={importFile} />
      <p role="status">{statusText.value}</p>
    </section>
  );
}

function PrescriptionCard({ now, onRemove }: { now: Prescription; onRemove: (program: string) => void }) {
  return (
    <div class="outcome">
      <h3>{now.name}</h3>
      <p>
        {now.until
          ? t("Prescribed by {by}, until {until}.", { by: now.by, until: date(`${now.until}T12:00`) })
          : t("Prescribed by {by}.", { by: now.by })}
      </p>
      {now.per_week !== null && (
        <p>{t("Last seven days: done on {days} of {wanted} days.", { days: now.days, wanted: now.per_week })}</p>
      )}
      {now.note && <p>{now.note}</p>}
      <button type="button" class="quiet" onClick={() => onRemove(now.program)}>
        {t("Stop following this programme")}
      </button>
    </div>
  );
}
