import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { send, session } from "../live";
import { attempt } from "../notice";
import { Coached, Kept } from "../parts/coached";
import { Heading } from "../parts/heading";
import { WorkList } from "../parts/work";
import { go } from "../route";
import { clockTime, percent, t } from "../texts";
import { api } from "../wire/api";
import type { Past } from "../wire/history";
import type { Plan } from "../wire/plan";

/** What was done in the session that is just over. */
export function DoneView() {
  const past = useSignal<Past | null>(null);
  const id = session.value?.id;
  useEffect(() => {
    if (!id) return;
    attempt(async () => {
      past.value = (await api.history()).find((each) => each.session === id) ?? null;
    });
  }, [id]);
  useSignalEffect(() => {
    if (session.value === null) go("today");
  });
  const plan = session.value?.plan;
  const done = past.value;
  return (
    <>
      <Heading title={done?.reason === "done" ? t("Done") : t("Stopped")} />
      {done && plan && (
        <>
          {done.reason === "hurt" && <p class="lead">{t("It hurt, so it ended there.")}</p>}
          {isWhole(plan, done) && (
            <p class="lead">
              {t("All of it, in {time} minutes. That restores {gain} of the charge that was missing.", {
                time: clockTime(plan.seconds),
                gain: percent(plan.gain),
              })}
            </p>
          )}
          <h2>{t("What you finished")}</h2>
          <WorkList work={done.work} />
        </>
      )}
      <Coached />
      <Kept />
      <button type="button" class="primary" onClick={() => send({ do: "end" })}>
        {t("Back to today")}
      </button>
    </>
  );
}

/** Whether every planned set was done; only then is the plan's gain what was gained. */
function isWhole({ steps }: Plan, { reason, work }: Past): boolean {
  const sets = new Map(work.map((done) => [done.exercise, done.sets]));
  return reason === "done" && steps.every((step) => step.kind !== "work" || (sets.get(step.exercise) ?? 0) >= step.sets);
}
