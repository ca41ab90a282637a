import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { Heading } from "../parts/heading";
import { ProgressBlock } from "../parts/progress";
import { Skeleton } from "../parts/skeleton";
import { WorkList } from "../parts/work";
import { go } from "../route";
import { dateTime, t } from "../texts";
import { api } from "../wire/api";
import type { Past } from "../wire/history";

/** The sessions that were, newest first. */
export function HistoryView() {
  const sessions = useSignal<Past[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      sessions.value = await api.history();
    });
  }, []);
  return (
    <>
      <Heading title={t("History")} />
      {sessions.value === null && <Skeleton rows={7} />}
      {sessions.value?.length === 0 && (
        <section class="outcome">
          <p class="lead">{t("No session yet. The shortest takes three minutes.")}</p>
          <button type="button" class="primary" onClick={() => go("today")}>
            {t("Go to today's session")}
          </button>
        </section>
      )}
      <ProgressBlock />
      <ol class="plain">
        {sessions.value?.map((past) => (
          <li key={past.session}>
            <h2>
              <time dateTime={past.started}>{dateTime(past.started)}</time>
            </h2>
            <p>
              {t("{minutes} minutes planned", { minutes: past.minutes })}{" "}
              <span class="level">{ending(past.reason)}</span>
            </p>
            <WorkList work={past.work} />
          </li>
        ))}
      </ol>
    </>
  );
}

function ending(reason: string | null): string {
  switch (reason) {
    case "done":
      return t("finished");
    case "stopped":
      return t("stopped");
    case "hurt":
      return t("stopped because it hurt");
    case "interrupted":
      return t("interrupted");
    default:
      return t("not over yet");
  }
}
