import { useEffect, useRef } from "preact/hooks";

import type { SafetyResult } from "../connection/shapes/safety";
import { t } from "../texts";
import { TitledList } from "../ui/titled_list";

/** The outcome of a safety check; a fresh one takes the focus, so that it is read aloud. */
export function SafetyOutcome({ result, fresh = false }: { result: SafetyResult; fresh?: boolean }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (fresh) section.current?.focus();
  }, []);
  const emergency = result.verdict === "EMERGENCY";
  return (
    <section
      ref={section}
      tabIndex={-1}
      class={`outcome ${(result.verdict ?? "").toLowerCase()}`}
      role={emergency ? "alert" : undefined}
    >
      <p class={emergency ? undefined : "lead"}>{result.text}</p>
      {!emergency && <TitledList title={t("Keep in mind")} items={result.advice} />}
      {!emergency && <TitledList title={t("What we changed, and why")} items={result.removed} />}
    </section>
  );
}
