import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { send } from "../live";
import { attempt } from "../notice";
import { go } from "../route";
import { t } from "../texts";
import { api } from "../wire/api";
import type { SelfTest, UnderTest } from "../wire/self_tests";
import { HowMany } from "./how_many";
import { Heading } from "./heading";
import { Kept } from "./kept";
import { Latest, NoDiagnosis } from "./measured";
import { Skeleton } from "./skeleton";

/** What the self-test that is just over came to. */
export function Tested({ test, stopped }: { test: UnderTest; stopped: boolean }) {
  const found = useSignal<SelfTest | null>(null);
  useEffect(() => {
    if (test.awaits) return;
    attempt(async () => {
      found.value = (await api.tests()).find(({ id }) => id === test.id) ?? null;
    });
  }, [test.awaits]);
  const back = (): void => {
    send({ do: "end" });
    go("test");
  };
  return (
    <>
      <Heading title={stopped ? t("Stopped") : t("Done")} />
      {test.awaits ? (
        <HowMany />
      ) : (
        <>
          {test.tries.length === 0 && <p class="lead">{t("No tries finished.")}</p>}
          {test.tries.length > 0 && (found.value ? <Latest test={found.value} /> : <Skeleton rows={4} />)}
          {test.tries.length > 0 && found.value && <NoDiagnosis />}
          <Kept />
          <button type="button" class="primary big" onClick={back}>
            {t("Back to self-tests")}
          </button>
        </>
      )}
    </>
  );
}
