import { useSignal } from "@preact/signals";

import { attempt } from "../notice";
import { date, t } from "../texts";
import { api } from "../wire/api";
import type { Prescription } from "../wire/keeping";
import { FileField } from "./file_field";

/** The programme that somebody prescribed: whose, until when, how often; brought in and let go here. */
export function Prescribed({ first }: { first: Prescription | null }) {
  const now = useSignal(first);
  const said = useSignal("");
  const bring = (file: File): void =>
    attempt(async () => {
      const found = await api.prescribe(file.name, await file.text());
      now.value = await api.prescription();
      said.value = found.new ? t("Programme imported.") : t("You already have this programme.");
      // One that is not for today would else seem to have been lost.
      if (now.value?.program !== found.program) said.value = t("Programme imported. It isn't active today.");
    });
  const letGo = (program: string): void =>
    attempt(async () => {
      now.value = await api.letGo(program);
      said.value = t("Rearguard no longer follows this programme.");
    });
  return (
    <section>
      <h2>{t("From your physiotherapist")}</h2>
      {now.value ? (
        <Card now={now.value} onLetGo={letGo} />
      ) : (
        <p>{t("If you were given a programme as a file, Rearguard follows it instead of its own.")}</p>
      )}
      <FileField label={t("Import a programme")} accept=".toml" onFile={bring} />
      <p role="status">{said.value}</p>
    </section>
  );
}

function Card({ now, onLetGo }: { now: Prescription; onLetGo: (program: string) => void }) {
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
      <button type="button" class="quiet" onClick={() => onLetGo(now.program)}>
        {t("Stop following this programme")}
      </button>
    </div>
  );
}
