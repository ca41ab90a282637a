import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import type { SelfTest } from "../connection/shapes/self_tests";
import { socketStatus } from "../connection/socket";
import { StaticFigure } from "../figure/static_figure";
import { startSelfTest } from "../session/live_session";
import { unlockSound } from "../sound/tone_scheduler";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";
import { TitledList } from "../ui/titled_list";
import { LatestResults, NoDiagnosis, ResultsTable } from "./test_results";

/** The self-tests: how they work, which is due, and their results. */
export function SelfTestView() {
  const tests = useSignal<SelfTest[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      tests.value = await api.selfTests();
    });
  }, []);
  return (
    <>
      <Heading title={t("Test yourself")} />
      <p class="lead">{t("Repeat every four weeks to see what changes. The camera can count and time for you; otherwise you press a key.")}</p>
      {tests.value === null && <Skeleton rows={7} />}
      <ul class="plain tests">
        {tests.value?.map((test) => (
          <li key={test.id}>
            <SelfTestCard test={test} />
          </li>
        ))}
      </ul>
      {tests.value?.some(({ results }) => results.length > 0) && <NoDiagnosis />}
    </>
  );
}

function SelfTestCard({ test }: { test: SelfTest }) {
  const { id, name, summary, setup, stop, notes, camera, due, refused, level, levels, results } = test;
  const start = (): void => {
    unlockSound();
    startSelfTest(id);
  };
  return (
    <section aria-labelledby={id}>
      <div class="self-test">
        <StaticFigure exercise={id} />
        <div>
          <h2 id={id}>{name}</h2>
          <p>{summary}</p>
          {Object.keys(levels).length > 1 && <p class="level">{levels[level]}</p>}
          {due && <p>{due}</p>}
          {refused ? (
            <p class="outcome">{t("Not available: {reason}.", { reason: refused })}</p>
          ) : (
            <button type="button" class={due ? "primary" : undefined} disabled={socketStatus.value !== "open"} onClick={start}>
              {t("Start: {name}", { name })}
            </button>
          )}
        </div>
      </div>
      <LatestResults test={test} />
      {results.length > 0 && (
        <details>
          <summary>{t("All results: {name}", { name })}</summary>
          <ResultsTable test={test} />
        </details>
      )}
      <details>
        <summary>{t("How to do it: {name}", { name })}</summary>
        <TitledList title={t("Setup")} items={setup} heading="h3" />
        {camera && (
          <>
            <h3>{t("Camera")}</h3>
            <p>{camera}</p>
          </>
        )}
        <TitledList title={t("Good to know")} items={notes} heading="h3" />
        <TitledList title={t("Stop at once if you notice")} items={stop} heading="h3" />
      </details>
    </section>
  );
}
