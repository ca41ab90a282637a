import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { PastSession } from "../connection/shapes/history";
import { navigate } from "../route";
import { t } from "../texts";
import { Skeleton } from "../ui/skeleton";
import { PastSessionDetails } from "./past_session";

/** Sessions per request: three years of them would make a very long list. */
const PAGE_SIZE = 5;

/** The sessions in detail, newest first. */
export function SessionList() {
  const sessions = useSignal<PastSession[] | null>(null);
  const ended = useSignal(false);
  const ask = (): void =>
    attempt(async () => {
      const before = sessions.value?.at(-1)?.started;
      const page = await api.history({ most: String(PAGE_SIZE), ...(before && { before }) });
      ended.value = page.length < PAGE_SIZE;
      sessions.value = [...(sessions.value ?? []), ...page];
    });
  useEffect(ask, []);
  return (
    <section>
      <h2>{t("Session by session")}</h2>
      {sessions.value === null && <Skeleton rows={5} />}
      {sessions.value?.length === 0 && (
        <>
          <p>{t("No sessions yet. The shortest takes three minutes.")}</p>
          <button type="button" class="primary" onClick={() => navigate("today")}>
            {t("See today's session")}
          </button>
        </>
      )}
      <ol class="plain">
        {sessions.value?.map((past) => (
          <li key={past.session}>
            <PastSessionDetails past={past} heading="h3" />
          </li>
        ))}
      </ol>
      {sessions.value && !ended.value && (
        <button type="button" onClick={ask}>
          {t("Show earlier sessions")}
        </button>
      )}
    </section>
  );
}
