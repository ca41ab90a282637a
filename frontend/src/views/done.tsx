import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { day, follow } from "../day";
import { send, session, state } from "../live";
import { attempt } from "../notice";
import { Asked } from "../parts/asked";
import { Became } from "../parts/became";
import { CheckIn } from "../parts/check_in";
import { Compare } from "../parts/compare";
import { Effect } from "../parts/effect";
import { Effort } from "../parts/effort";
import { Gain } from "../parts/gain";
import { Heading } from "../parts/heading";
import { Kept } from "../parts/kept";
import { Skeleton } from "../parts/skeleton";
import { Tested } from "../parts/tested";
import { moveOn } from "../route";
import { clockTime, t } from "../texts";
import { api } from "../wire/api";
import type { Closing } from "../wire/closing";

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
        {reason === "hurt" && <span>{t("The session ended because it hurt.")} </span>}
        {whole ? t("All done in {time}.", { time }) : t("You did {time}.", { time })}
      </p>
      {gain > 0 && (
        <p class="lead">
          {t("Charge")}: <Effect before={before} after={after} done />
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
