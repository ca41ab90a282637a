import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

import { day, isVague } from "../day";
import { attempt } from "../notice";
import { nowOf, parts, STEP_MS, type Stretch } from "../strip";
import { t } from "../texts";
import { api } from "../wire/api";
import type { Activity, Day } from "../wire/day";
import { Legend } from "./activity";
import { CheckIn } from "./check_in";
import { Correction } from "./correction";
import { DayTable } from "./day_table";
import { Morning } from "./morning";
import { Reasons } from "./reasons";
import { Standing } from "./standing";
import { Strip } from "./strip";
import { WhatIf } from "./what_if";

/** The day until now, what it made of the charge, and what could still be made of it. */
export function DaySection() {
  const today = day.value;
  return (
    <section class="day" aria-label={t("Your day")}>
      <Morning />
      <h2>{t("Your day")}</h2>
      {today ? <Known day={today} /> : <div class="strip" />}
      <p class="hint">
        {t(
          "Charge is a reminder built from your sitting time and what you did. It is not a measurement of your muscles and cannot diagnose anything. The 40 % figure comes from a magazine.",
        )}
      </p>
      {today && <CheckIn />}
    </section>
  );
}

function Known({ day: today }: { day: Day }) {
  const chosen = useSignal<Stretch | null>(null);
  /** What was told here last, and can be taken back with one press. */
  const kept = useSignal<string | null>(null);
  const undo = useRef<HTMLButtonElement>(null);
  // What was pressed to tell it is gone by then.
  useEffect(() => undo.current?.focus({ preventScroll: true }), [kept.value]);
  const choose = (stretch: Stretch | null): void => {
    chosen.value = stretch;
  };
  const tell = (activity: Activity): void => {
    const { from, to } = chosen.value ?? { from: 0, to: 0 };
    attempt(async () => {
      day.value = await api.tell(new Date(from).toISOString(), new Date(to).toISOString(), activity);
      kept.value = day.value.by_hand[0]?.entry ?? null;
      choose(null);
    });
  };
  const takeBack = (entry: string): void =>
    attempt(async () => {
      day.value = await api.takeBack(entry);
      kept.value = null;
    });
  return (
    <>
      <Strip day={today} chosen={chosen.value} onChoose={choose} />
      <Legend />
      {isVague(today.charge) && (
        <p>
          {t("Too little of your time is known to give your charge a number. Tell what you did, or let “{command}” notice it.", {
            command: "rearguard watch",
          })}
        </p>
      )}
      {chosen.value ? (
        <Correction day={today} chosen={chosen.value} onChoose={choose} onTell={tell} />
      ) : (
        <div class="row">
          <button type="button" onClick={() => choose(unknown(today))}>
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
      <Standing />
      <DayTable day={today} onChoose={choose} onTakeBack={takeBack} />
      <WhatIf day={today} />
      <Reasons />
    </>
  );
}

/** Returns what one most likely wants to tell of: the last time of which nobody told, or else the last hour. */
function unknown(today: Day): Stretch {
  const last = parts(today).findLast(({ activity, from, to }) => activity === null && to - from >= STEP_MS);
  const now = nowOf(today);
  return last ?? { from: Math.max(Date.parse(today.from), now - 12 * STEP_MS), to: now };
}
