import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { Closing } from "../connection/shapes/session_summary";
import { moveOn } from "../route";
import { Tested } from "../self_test/test_summary";
import { clockTime, t } from "../texts";
import { Effect } from "../today/charge_effect";
import { CheckIn } from "../today/check_in";
import { day, follow } from "../today/day";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { Gain } from "./charge_gain";
import { Asked } from "./coach_question";
import { Effort } from "./effort";
import { send, session, state } from "./live_session";
import { Became } from "./progress_changes";
import { Kept } from "./recording_link";
import { Compare } from "./work_comparison";

/** What the session that is just over came to. To be read from the floor, too. */
export function DoneView() {
  const closing = useSignal<Closing | null>(null);
  const test = session.value?.test ?? null;
  const id = test ? undefined : session.value?.id;
  const look = async (): Promise<void> => {
    if (id) closing.value = await api.closing(id);
  };
  useEffect(() => attempt(look), [id]);
  useEffect(follow, []);
  useSignalEffect(() => {
    if (session.value === null) moveOn("done", "today");
  });
  const told = closing.value;
  if (test) return <Tested test={test} stopped={state.value?.status === "stopped"} />;
  return (
    <>
      <Heading title={told && told.reason !== "done" ? t("Stopped") : t("Done")} />
      <Asked />
      {told ? <Told closing={told} onChange={look} /> : <Skeleton rows={7} />}
      <Kept />
      <button type="button" class="primary big" onClick={() => send({ do: "end" })}>
        {t("Back to today")}
      </button>
    </>
  );
}

function Told({ closing, onChange }: { closing: Closing; onChange: () => Promise<void> }) {
  const { session: id, reason, seconds, gain, before, after, work, effort, progress, next } = closing;
  const time = clockTime(seconds);
  const whole = reason === "done" && work.every(({ sets, planned }) => sets >= planned);
  return (
    <>
      <p class="lead">
        {reason === "hurt" && <span>{t("It hurt, so it ended there.")} </span>}
        {whole ? t("All of it, in {time} minutes.", { time }) : t("You did {time} minutes of it.", { time })}
      </p>
      {gain > 0 && (
        <p class="lead">
          {t("Charge")}: <Effect before={before} after={after} />
        </p>
      )}
      {gain > 0 && <Gain gain={gain} />}
      {work.some(({ sets }) => sets > 0) && effort === null && <Effort session={id} onTold={onChange} />}
      {(effort !== null || progress.some(({ action }) => action !== "stays")) && <Became decisions={progress} onUndone={onChange} />}
      <h2>{t("What you did")}</h2>
      <Compare work={work} />
      <p class="outcome">{next}</p>
      {day.value && <CheckIn session={id} />}
    </>
  );
}
