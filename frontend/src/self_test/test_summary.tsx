import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { RunningTest, SelfTest } from "../connection/shapes/self_tests";
import { send } from "../connection/socket";
import { navigate } from "../route";
import { RecordingLink } from "../session/recording_link";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { CountForm } from "./count_form";
import { LatestResults, NoDiagnosis } from "./test_results";

/** The summary of a self-test that has just ended. */
export function TestSummary({ test, stopped }: { test: RunningTest; stopped: boolean }) {
  const selfTest = useSignal<SelfTest | null>(null);
  useEffect(() => {
    if (test.awaits) return;
    attempt(async () => {
      selfTest.value = (await api.selfTests()).find(({ id }) => id === test.id) ?? null;
    });
  }, [test.awaits]);
  const back = (): void => {
    send({ do: "end" });
    navigate("test");
  };
  return (
    <>
      <Heading title={stopped ? t("Stopped") : t("Done")} />
      {test.awaits ? (
        <CountForm />
      ) : (
        <>
          {test.tries.length === 0 && <p class="lead">{t("No tries finished.")}</p>}
          {test.tries.length > 0 && (selfTest.value ? <LatestResults test={selfTest.value} /> : <Skeleton rows={4} />)}
          {test.tries.length > 0 && selfTest.value && <NoDiagnosis />}
          <RecordingLink />
          <button type="button" class="primary big" onClick={back}>
            {t("Back to self-tests")}
          </button>
        </>
      )}
    </>
  );
}
