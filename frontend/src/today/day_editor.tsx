import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Activity, Day } from "../connection/shapes/day";
import { t } from "../texts";
import { ActivityLegend } from "./activity";
import { ActivityForm } from "./activity_form";
import { isVague } from "./day";
import { serverNow, dayParts, STEP_MS, type Interval } from "./day_intervals";
import { DayTable } from "./day_table";
import { DayTimeline } from "./day_timeline";

interface DayEditorProps {
  day: Day;
  /** Which day it is, "2026-03-02"; left out: today. */
  date?: string;
  /** The day as it is after it was put right. */
  onDay: (day: Day) => void;
}

/** A day as a strip and as a table, to be put right. */
export function DayEditor({ day: today, date, onDay }: DayEditorProps) {
  const chosen = useSignal<Interval | null>(null);
  /** What was told here last, and can be taken back with one press. */
  const kept = useSignal<string | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  // What was pressed to tell it is gone by then.
  useEffect(() => undo.current?.focus({ preventScroll: true }), [kept.value]);
  const choose = (stretch: Interval | null): void => {
    chosen.value = stretch;
  };
  const tell = (activity: Activity): void => {
    const { from, to } = chosen.value ?? { from: 0, to: 0 };
    attempt(async () => {
      const found = await api.logActivity(new Date(from).toISOString(), new Date(to).toISOString(), activity, date);
      onDay(found);
      kept.value = found.by_hand[0]?.entry ?? null;
      choose(null);
    });
  };
  const takeBack = (entry: string): void =>
    attempt(async () => {
      onDay(await api.retractActivity(entry, date));
      kept.value = null;
    });
  return (
    <>
      <DayTimeline day={today} chosen={chosen.value} onChoose={choose} />
      <ActivityLegend />
      {date === undefined && isVague(today.charge) && (
        <p>
          {t("Too little of your time is known to give your charge a number. Tell what you did, or let “{command}” notice it.", {
            command: "rearguard watch",
          })}
        </p>
      )}
      {chosen.value ? (
        <ActivityForm day={today} chosen={chosen.value} onChoose={choose} onTell={tell} />
      ) : (
        <div class="row">
          <button type="button" onClick={() => choose(likeliestInterval(today))}>
            {t("Tell what you did")}
          </button>
          <p role="status">{kept.value && t("Kept.")}</p>
          {kept.value && (
            <button type="button" ref={undo} onClick={() => kept.value && takeBack(kept.value)}>
              {t("Undo")}
            </button>
          )}
        </div>
      )}
      {today.best && <p>{today.best.text}</p>}
      <DayTable day={today} onChoose={choose} onTakeBack={takeBack} />
    </>
  );
}

/** Returns what one most likely wants to tell of: the last time of which nobody told, or else the last hour. */
function likeliestInterval(today: Day): Interval {
  const last = dayParts(today).findLast(({ activity, from, to }) => activity === null && to - from >= STEP_MS);
  const now = serverNow(today);
  return last ?? { from: Math.max(Date.parse(today.from), now - 12 * STEP_MS), to: now };
}
