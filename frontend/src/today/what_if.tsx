import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Day, WhatIfCharges } from "../connection/shapes/day";
import { t, timeOfDay } from "../texts";
import { TimeField } from "../ui/time_field";
import { chargeText } from "./battery";
import { timeFieldValue, timeOnDay } from "./day_intervals";

const HOUR_MS = 3_600_000;

/** The charge if the user keeps sitting, without and with three minutes beside the desk. */
export function WhatIf({ day }: { day: Day }) {
  const now = Date.parse(day.charge.at);
  const end = Date.parse(day.to);
  const until = useSignal(timeFieldValue(Math.min(now + 3 * HOUR_MS, end - 60_000)));
  const at = useSignal(timeFieldValue(Math.min(now + HOUR_MS, end - 120_000)));
  const charges = useSignal<WhatIfCharges | null>(null);
  const open = useSignal(false);
  useEffect(() => {
    if (!open.value || !until.value || !at.value) return;
    attempt(async () => {
      const [last, sessionAt] = [timeOnDay(day.from, until.value), timeOnDay(day.from, at.value)];
      charges.value = await api.whatIf(new Date(last).toISOString(), new Date(sessionAt).toISOString());
    });
  }, [open.value, until.value, at.value]);
  return (
    <details onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{t("What if I keep sitting?")}</summary>
      <div class="row">
        <TimeField label={t("I sit until")} value={until.value} onChange={(time) => (until.value = time)} />
        <TimeField label={t("with a 3-minute break at")} value={at.value} onChange={(time) => (at.value = time)} />
      </div>
      <p role="status">
        {charges.value &&
          t("By {time}: {without} without a break, {with} with one.", {
            time: timeOfDay(charges.value.until),
            without: chargeText(charges.value.sitting),
            with: chargeText(charges.value.with_session),
          })}
      </p>
    </details>
  );
}
