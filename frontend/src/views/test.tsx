import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";

import { beginTest, line } from "../live";
import { attempt } from "../notice";
import { Heading } from "../parts/heading";
import { Listed } from "../parts/listed";
import { Latest, NoDiagnosis, Results } from "../parts/measured";
import { Skeleton } from "../parts/skeleton";
import { Still } from "../parts/still";
import { t } from "../texts";
import { allowSound } from "../tones";
import { api } from "../wire/api";
import type { SelfTest } from "../wire/self_tests";

/** The self-tests: what they are, which is due, and what came of them. */
export function TestView() {
  const tests = useSignal<SelfTest[] | null>(null);
  useEffect(() => {
    attempt(async () => {
      tests.value = await api.tests();
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
            <One test={test} />
          </li>
        ))}
      </ul>
      {tests.value?.some(({ results }) => results.length > 0) && <NoDiagnosis />}
    </>
  );
}

function One({ test }: { test: SelfTest }) {
  const { id, name, summary, setup, stop, notes, camera, due, refused, level, levels, results } = test;
  const start = (): void => {
    allowSound();
    beginTest(id);
  };
  return (
    <section aria-labelledby={id}>
      <div class="self-test">
        <Still exercise={id} />
        <div>
          <h2 id={id}>{name}</h2>
          <p>{summary}</p>
          {Object.keys(levels).length > 1 && <p class="level">{levels[level]}</p>}
          {due && <p>{due}</p>}
          {refused ? (
            <p class="outcome">{t("Not available: {reason}.", { reason: refused })}</p>
          ) : (
            <button type="button" class={due ? "primary" : undefined} disabled={line.value !== "open"} onClick={start}>
              {t("Start: {name}", { name })}
            </button>
          )}
        </div>
      </div>
      <Latest test={test} />
      {results.length > 0 && (
        <details>
          <summary>{t("All results: {name}", { name })}</summary>
          <Results test={test} />
        </details>
      )}
      <details>
        <summary>{t("How to do it: {name}", { name })}</summary>
        <Listed title={t("Setup")} items={setup} heading="h3" />
        {camera && (
          <>
            <h3>{t("Camera")}</h3>
            <p>{camera}</p>
          </>
        )}
        <Listed title={t("Good to know")} items={notes} heading="h3" />
        <Listed title={t("Stop at once if you notice")} items={stop} heading="h3" />
      </details>
    </section>
  );
}
