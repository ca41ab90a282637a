import { signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api, RefusedError, type PlanRequest } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Plan } from "../connection/shapes/plan";
import type { Settings } from "../connection/shapes/settings";
import { send, socketStatus } from "../connection/socket";
import { navigate } from "../route";
import { SafetyCheck } from "../safety/safety_check";
import { SafetyOutcome } from "../safety/safety_outcome";
import { session, sessionState, startSession } from "../session/live_session";
import { loadProfile, safetyResult, settings } from "../settings/profile";
import { unlockSound } from "../sound/tone_scheduler";
import { clockTime, t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { Battery } from "./battery";
import { ChargeEffect } from "./charge_effect";
import { chargeEffects, day, followDay, loadChargeEffects } from "./day";
import { DaySection } from "./day_section";
import { PlanList } from "./plan_list";
import { ReminderCard } from "./reminder";

const MINUTES = [3, 7, 12] as const;

const minutes = signal<number>(7);

/** The start view: start a session, continue one, or do the safety check first. */
export function TodayView() {
  // On each visit, because a session can end with pain that makes a new check due.
  useEffect(() => attempt(loadProfile), []);
  useEffect(followDay, []);
  const status = safetyResult.value?.status;
  /** Whether the questions were answered in this view just now. */
  const isJustAnswered = useSignal(false);
  const checking = status === "missing" || (isJustAnswered.value && status !== "clear");
  const unfinished = session.value && sessionState.value && !["done", "stopped"].includes(sessionState.value.status);
  return (
    <>
      <div class="top">
        <Heading title={t("Today")} />
        {!checking && status !== "emergency" && <Battery charge={day.value && day.value.charge} />}
      </div>
      {isJustAnswered.value && status === "clear" && safetyResult.value && <SafetyOutcome result={safetyResult.value} fresh />}
      {!status || !settings.value ? (
        <Skeleton rows={7} />
      ) : checking ? (
        <SafetyCheck onAnswered={() => (isJustAnswered.value = true)} />
      ) : status !== "clear" ? (
        <>
          <NotCleared />
          {status !== "emergency" && <DaySection />}
        </>
      ) : unfinished ? (
        <>
          <Unfinished />
          <DaySection />
        </>
      ) : (
        <SessionStart settings={settings.value} />
      )}
    </>
  );
}

function NotCleared() {
  const { status, text } = safetyResult.value ?? {};
  return (
    <section class={status === "emergency" ? "outcome emergency" : "outcome"}>
      <p class="lead">{text}</p>
      {status !== "emergency" && (
        <button type="button" class="primary" onClick={() => navigate("screen")}>
          {status === "blocked" ? t("Open safety check") : t("Start safety check")}
        </button>
      )}
    </section>
  );
}

function Unfinished() {
  const resume = (): void => {
    unlockSound();
    if (sessionState.value?.status === "paused") send({ do: "resume" });
    navigate("session");
  };
  const end = (): void => {
    // An interrupted session is over already; a running one must be stopped first.
    if (!session.value?.interrupted) send({ do: "stop" });
    send({ do: "end" });
  };
  return (
    <section class="outcome">
      <p class="lead">
        {session.value?.interrupted ? t("Your last session was interrupted.") : t("You have a session in progress.")}{" "}
        {t("Everything you finished is saved either way.")}
      </p>
      <div class="row">
        <button type="button" class="primary" onClick={resume}>
          {t("Continue")}
        </button>
        <button type="button" onClick={end}>
          {t("End session")}
        </button>
      </div>
    </section>
  );
}

function SessionStart({ settings: savedSettings }: { settings: Settings }) {
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
