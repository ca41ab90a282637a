import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { hoursMinutes, onDay } from "../strip";
import { t, timeOfDay } from "../texts";
import { api } from "../wire/api";
import type { Day, WhatIf as Found } from "../wire/day";
import { charged } from "./battery";
import { TimeField } from "./time_field";

const HOUR_MS = 3_600_000;

/** What would be if one sat on, without and with three minutes at the desk. */
export function WhatIf({ day }: { day: Day }) {
  const now = Date.parse(day.charge.at);
  const end = Date.parse(day.to);
  const until = useSignal(hoursMinutes(Math.min(now + 3 * HOUR_MS, end - 60_000)));
  const at = useSignal(hoursMinutes(Math.min(now + HOUR_MS, end - 120_000)));
  const found = useSignal<Found | null>(null);
  const open = useSignal(false);
  useEffect(() => {
    if (!open.value || !until.value || !at.value) return;
    attempt(async () => {
      const [last, snack] = [onDay(day.from, until.value), onDay(day.from, at.value)];
      found.value = await api.whatIf(new Date(last).toISOString(), new Date(snack).toISOString());
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
        {found.value &&
          t("By {time}: {without} without a break, {with} with one.", {
            time: timeOfDay(found.value.until),
            without: charged(found.value.sitting),
            with: charged(found.value.with_session),
          })}
      </p>
    </details>
  );
}
