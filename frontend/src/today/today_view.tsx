import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../connection/notice";
import { send } from "../connection/socket";
import { navigate } from "../route";
import { SafetyCheck } from "../safety/safety_check";
import { SafetyOutcome } from "../safety/safety_outcome";
import { session, sessionState } from "../session/live_session";
import { loadProfile, safetyResult, settings } from "../settings/profile";
import { unlockSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { Battery } from "./battery";
import { day, followDay } from "./day";
import { DaySection } from "./day_section";
import { SessionStart } from "./session_start";

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
