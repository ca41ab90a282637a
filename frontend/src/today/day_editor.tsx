import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Activity, Day } from "../connection/shapes/day";
import { t } from "../texts";
import { ActivityLegend } from "./activity";
import { ActivityForm } from "./activity_form";
import { isVague } from "./day";
import { dayParts, serverNow, STEP_MS, type Interval } from "./day_intervals";
import { DayTable } from "./day_table";
import { DayTimeline } from "./day_timeline";

interface DayEditorProps {
  day: Day;
  /** The date, "2026-03-02"; by default today. */
  date?: string;
  /** Called with the edited day. */
  onChange: (day: Day) => void;
}

/** A day as a timeline and as a table, both editable. */
export function DayEditor({ day: today, date, onChange }: DayEditorProps) {
  const chosenInterval = useSignal<Interval | null>(null);
  /** The id of the entry added last, which one press undoes. */
  const lastEntry = useSignal<string | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed to add it is gone by then.
  useEffect(() => undo.current?.focus({ preventScroll: true }), [lastEntry.value]);
  const choose = (stretch: Interval | null): void => {
    chosenInterval.value = stretch;
  };
  const logActivity = (activity: Activity): void => {
    const { from, to } = chosenInterval.value ?? { from: 0, to: 0 };
    attempt(async () => {
      const changedDay = await api.logActivity(new Date(from).toISOString(), new Date(to).toISOString(), activity, date);
      onChange(changedDay);
      lastEntry.value = changedDay.by_hand[0]?.entry ?? null;
      choose(null);
    });
  };
  const retract = (entry: string): void =>
    attempt(async () => {
      onChange(await api.retractActivity(entry, date));
      lastEntry.value = null;
    });
  return (
    <>
      <DayTimeline day={today} chosen={chosenInterval.value} onChoose={choose} />
      <ActivityLegend />
      {date === undefined && isVague(today.charge) && (
        <p>
          {t("Not enough of your day is on record to work out your charge. Turn on sitting detection (in a terminal: {command}), or add what you did.", {
            command: "rearguard watch",
          })}
        </p>
      )}
      {chosenInterval.value ? (
        <ActivityForm day={today} chosen={chosenInterval.value} onChoose={choose} onAnswer={logActivity} />
      ) : (
        <div class="row">
          <button type="button" onClick={() => choose(likeliestInterval(today))}>
            {t("Add what you did")}
          </button>
          <p role="status">{lastEntry.value && t("Saved.")}</p>
          {lastEntry.value && (
            <button type="button" ref={undo} onClick={() => lastEntry.value && retract(lastEntry.value)}>
              {t("Undo")}
            </button>
          )}
        </div>
      )}
      {today.best && <p>{today.best.text}</p>}
      <DayTable day={today} onChoose={choose} onRetract={retract} />
    </>
  );
}

/** Returns the interval that the user most likely wants to fill: the last unknown one, else the last hour. */
function likeliestInterval(today: Day): Interval {
  const last = dayParts(today).findLast(({ activity, from, to }) => activity === null && to - from >= STEP_MS);
  const now = serverNow(today);
  return last ?? { from: Math.max(Date.parse(today.from), now - 12 * STEP_MS), to: now };
}
