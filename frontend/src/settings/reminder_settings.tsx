import { useSignal } from "@preact/signals";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { ReminderSettings } from "../connection/shapes/reminders";
import { t } from "../texts";
import { TimeField } from "../ui/time_field";
import { Choice } from "./choice";

/** Whether, when and how often to remind. */
export function ReminderFields({ initial }: { initial: ReminderSettings }) {
  const settings = useSignal(initial);
  const now = settings.value;
  const change = (part: Partial<ReminderSettings>): void =>
    attempt(async () => {
      try {
        settings.value = await api.saveReminders(part);
      } catch (error) {
        settings.value = { ...now }; // shows the stored value again instead of the refused one
        throw error;
      }
    });
  return (
    <fieldset class="reminders">
      <legend>{t("Reminders")}</legend>
      <p class="hint">{t("Reminders need sitting detection. Turn it on in a terminal: {command}", { command: "rearguard watch" })}</p>
      <Choice type="checkbox" checked={now.on} onPick={() => change({ on: !now.on })}>
        {t("Remind me when I've been sitting too long")}
      </Choice>
      <Choice type="checkbox" checked={now.ask} onPick={() => change({ ask: !now.ask })}>
        {t("Ask what I was doing when I come back")}
      </Choice>
      <div class="row">
        <Amount label={t("Remind me after (minutes of sitting)")} value={now.after} min={20} max={240} onPick={(after) => change({ after })} />
        <Amount label={t("Most reminders per day")} value={now.a_day} min={1} max={20} onPick={(often) => change({ a_day: often })} />
      </div>
      <div class="row">
        <TimeField label={t("No reminders from")} value={now.quiet_from} onChange={(time) => change({ quiet_from: time })} />
        <TimeField label={t("No reminders until")} value={now.quiet_to} onChange={(time) => change({ quiet_to: time })} />
        <TimeField label={t("My workday ends at")} value={now.work_ends} onChange={(time) => change({ work_ends: time })} />
      </div>
    </fieldset>
  );
}

interface AmountProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onPick: (value: number) => void;
}

function Amount({ label, value, min, max, onPick }: AmountProps) {
  return (
    <label class="time">
      <span>{label}</span>
      <input
        type="number"
        required
        {...{ value, min, max }}
        onChange={({ currentTarget }) => {
          if (currentTarget.checkValidity()) onPick(currentTarget.valueAsNumber);
          else currentTarget.value = String(value);
        }}
      />
    </label>
  );
}
