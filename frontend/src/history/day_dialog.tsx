import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Day } from "../connection/shapes/day";
import type { PastSession } from "../connection/shapes/history";
import { t, timeOfDay } from "../texts";
import { DayEditor } from "../today/day_editor";
import { Dialog } from "../ui/dialog";
import { Skeleton } from "../ui/skeleton";
import { addDays, formatDate } from "./calendar";
import { firstDay, historyDays, reloadDay } from "./days";
import { PastSessionDetails } from "./past_session";

/** A dialog with one day: its record, which can be edited, and its sessions and symptoms. */
export function DayDialog({ date, onDate }: { date: string; onDate: (date: string | null) => void }) {
  const day = useSignal<Day | null>(null);
  const sessions = useSignal<PastSession[]>([]);
  useEffect(() => {
    let current = true;
    attempt(async () => {
      const [loadedDay, daySessions] = await Promise.all([api.day(date), api.history({ on: date })]);
      if (current) [day.value, sessions.value] = [loadedDay, daySessions];
    });
    return () => {
      current = false;
    };
  }, [date]);
  const change = (changedDay: Day): void => {
    day.value = changedDay;
    attempt(() => reloadDay(date));
  };
  const last = historyDays.value?.at(-1)?.date ?? date;
  return (
    <Dialog title={formatDate(date)} onClose={() => onDate(null)}>
      <div class="row">
        <button type="button" disabled={date <= (firstDay.value ?? date)} onClick={() => onDate(addDays(date, -1))}>
          {t("Previous day")}
        </button>
        <button type="button" disabled={date >= last} onClick={() => onDate(addDays(date, 1))}>
          {t("Next day")}
        </button>
        <button type="button" onClick={() => onDate(null)}>
          {t("Close")}
        </button>
      </div>
      {day.value ? (
        <div class="day">
          <DayEditor key={date} day={day.value} date={date} onChange={change} />
          {day.value.felt.length > 0 && <h3>{t("How you felt")}</h3>}
          <ul class="plain">
            {day.value.felt.map(({ at, numb, wobble }) => (
              <li key={at}>
                {t("{time}: numbness {numb}, wobbliness {wobble}", { time: timeOfDay(at), numb: numb ?? "–", wobble: wobble ?? "–" })}
              </li>
            ))}
          </ul>
          {sessions.value.map((past) => (
            <PastSessionDetails key={past.session} past={past} heading="h3" />
          ))}
        </div>
      ) : (
        <Skeleton rows={5} />
      )}
    </Dialog>
  );
}
