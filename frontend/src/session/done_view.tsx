import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { SessionSummary } from "../connection/shapes/session_summary";
import { send } from "../connection/socket";
import { replaceView } from "../route";
import { TestSummary } from "../self_test/test_summary";
import { clockTime, t } from "../texts";
import { ChargeEffect } from "../today/charge_effect";
import { CheckIn } from "../today/check_in";
import { day, followDay } from "../today/day";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { ChargeGain } from "./charge_gain";
import { CoachQuestion } from "./coach_question";
import { EffortQuestion } from "./effort";
import { session, sessionState } from "./live_session";
import { ProgressChanges } from "./progress_changes";
import { RecordingLink } from "./recording_link";
import { WorkComparisonList } from "./work_comparison";

/** The summary of the session that has just ended, also readable from the floor. */
export function DoneView() {
  const loaded = useSignal<SessionSummary | null>(null);
  const test = session.value?.test ?? null;
  const id = test ? undefined : session.value?.id;
  const loadSummary = async (): Promise<void> => {
    if (id) loaded.value = await api.sessionSummary(id);
  };
  useEffect(() => attempt(loadSummary), [id]);
  useEffect(followDay, []);
  useSignalEffect(() => {
    if (session.value === null) replaceView("done", "today");
  });
  const summary = loaded.value;
  if (test) return <TestSummary test={test} stopped={sessionState.value?.status === "stopped"} />;
  return (
    <>
      <Heading title={summary && summary.reason !== "done" ? t("Stopped") : t("Done")} />
      <CoachQuestion />
      {summary ? <Summary closing={summary} onChange={loadSummary} /> : <Skeleton rows={7} />}
      <RecordingLink />
      <button type="button" class="primary big" onClick={() => send({ do: "end" })}>
        {t("Back to today")}
      </button>
    </>
  );
}

function Summary({ closing, onChange }: { closing: SessionSummary; onChange: () => Promise<void> }) {
  const { session: id, reason, seconds, gain, before, after, work, effort, progress, next } = closing;
  const time = clockTime(seconds);
  const isComplete = reason === "done" && work.every(({ sets, planned }) => sets >= planned);
  return (
    <>
      <p class="lead">
        {reason === "hurt" && <span>{t("The session ended because it hurt.")} </span>}
        {isComplete ? t("All done in {time}.", { time }) : t("You did {time}.", { time })}
      </p>
      {gain > 0 && (
        <p class="lead">
          {t("Charge")}: <ChargeEffect before={before} after={after} done />
        </p>
      )}
      {gain > 0 && <ChargeGain gain={gain} />}
      {work.some(({ sets }) => sets > 0) && effort === null && <EffortQuestion session={id} onSaved={onChange} />}
      {(effort !== null || progress.some(({ action }) => action !== "stays")) && <ProgressChanges decisions={progress} onUndone={onChange} />}
      <h2>{t("What you did")}</h2>
      <WorkComparisonList work={work} />
      <p class="outcome">{next}</p>
      {day.value && <CheckIn session={id} />}
    </>
  );
}
