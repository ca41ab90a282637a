import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

import { attempt } from "../connection/notice";
import { t } from "../texts";
import { Heading } from "../ui/heading";
import { Skeleton } from "../ui/skeleton";

/** The history view. Its content, with the plotting library, is loaded when the view opens. */
export function HistoryView() {
  const content = useSignal<ComponentType | null>(null);
  useEffect(
    () =>
      attempt(async () => {
        content.value = (await import("./history_content")).HistoryContent;
      }),
    [],
  );
  const Content = content.value;
  return (
    <>
      <Heading title={t("History")} />
      {Content ? <Content /> : <Skeleton rows={7} />}
    </>
  );
}
