import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

import { attempt } from "../notice";
import { Heading } from "../parts/heading";
import { Skeleton } from "../parts/skeleton";
import { t } from "../texts";

/** What was. How it is drawn is loaded when somebody wants to see it. */
export function HistoryView() {
  const shown = useSignal<ComponentType | null>(null);
  useEffect(
    () =>
      attempt(async () => {
        shown.value = (await import("../past/past")).Past;
      }),
    [],
  );
  const Shown = shown.value;
  return (
    <>
      <Heading title={t("History")} />
      {Shown ? <Shown /> : <Skeleton rows={7} />}
    </>
  );
}
