import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api, RefusedError, type PlanRequest } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Plan } from "../connection/shapes/plan";
import type { Settings } from "../connection/shapes/settings";
import { socketStatus } from "../connection/socket";
import { navigate } from "../route";
import { startSession } from "../session/live_session";
import { unlockSound } from "../sound/tone_scheduler";
import { clockTime, t } from "../texts";
import { Skeleton } from "../ui/skeleton";
import { ChargeEffect } from "./charge_effect";
import { chargeEffects, day, loadChargeEffects } from "./day";
import { DaySection } from "./day_section";
import { PlanList } from "./plan_list";
import { ReminderCard } from "./reminder";

const MINUTES = [3, 7, 12] as const;

const minutes = signal<number>(7);

/** The choice of minutes and location, the start button, and the plan. */
export function SessionStart({ settings: savedSettings }: { settings: Settings }) {
  const atDesk = useSignal(savedSettings.place === "desk");
  const plan = useSignal<Plan | null>(null);
  const refused = useSignal<string | null>(null);
  const otherLocation = savedSettings.place === "desk" ? "floor" : savedSettings.place;
  const request: PlanRequest = {
    minutes: minutes.value,
    place: atDesk.value ? "desk" : otherLocation,
  };
  useEffect(() => {
    let current = true;
    attempt(async () => {
      try {
        const newPlan = await api.plan(request);
        if (current) [plan.value, refused.value] = [newPlan, null];
      } catch (error) {
        if (current) [plan.value, refused.value] = [null, error instanceof RefusedError ? error.message : ""];
        if (!(error instanceof RefusedError)) throw error;
      }
    });
    return () => {
      current = false;
    };
  }, [request.minutes, request.place]);
  // After each refresh of the day, because a session would change the current charge.
  useEffect(() => attempt(() => loadChargeEffects(request.place)), [request.place, day.value]);
  const press = (): void => {
    unlockSound();
    startSession(request);
  };
  return (
    <>
      <ReminderCard />
      <div class="minutes" role="group" aria-label={t("Session length")}>
        {MINUTES.map((each) => (
          <button
            key={each}
            type="button"
            class={each === 7 ? "favourite" : ""}
            aria-pressed={minutes.value === each}
            onClick={() => (minutes.value = each)}
          >
            <span class="figure">{each}</span> {t("min")}
            <EffectOf minutes={each} />
          </button>
        ))}
      </div>
      <label class="choice">
        <input type="checkbox" role="switch" checked={atDesk.value} onChange={() => (atDesk.value = !atDesk.value)} />
        <span>{t("No floor: beside my desk")}</span>
      </label>
      {refused.value && (
        <section class="outcome">
          <p class="lead">{refused.value}</p>
          <button type="button" onClick={() => navigate("settings")}>
            {t("Change your equipment")}
          </button>
        </section>
      )}
      {refused.value === null && (
        <section aria-label={t("Your plan")}>
          {plan.value?.steps.length !== 0 && (
            <button type="button" class="primary start" disabled={!plan.value || socketStatus.value !== "open"} onClick={press}>
              {plan.value ? t("Start · {time}", { time: clockTime(plan.value.seconds) }) : t("Start")}
            </button>
          )}
          <DaySection />
          <p>
            <a href="#/test">{t("Test yourself")}</a>
          </p>
          <h2>{t("Your plan")}</h2>
          {plan.value ? <PlanList plan={plan.value} /> : <Skeleton rows={6} />}
        </section>
      )}
    </>
  );
}

/** The effect of a session of so many minutes on the charge. */
function EffectOf({ minutes: sessionMinutes }: { minutes: number }) {
  const effect = chargeEffects.value.find((candidate) => candidate.minutes === sessionMinutes);
  return effect ? <ChargeEffect before={effect.before} after={effect.after} /> : <span class="effect" />;
}
