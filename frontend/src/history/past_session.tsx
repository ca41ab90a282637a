import type { PastSession } from "../connection/shapes/history";
import { dateTime, t } from "../texts";
import { WorkList } from "./work_list";

/** A past session. */
export function PastSessionDetails({ past, heading: Title }: { past: PastSession; heading: "h3" | "h4" }) {
  return (
    <>
      <Title>
        <time dateTime={past.started}>{dateTime(past.started)}</time>
      </Title>
      <p>
        {t("{minutes} min planned", { minutes: past.minutes })} <span class="level">{endingName(past.reason)}</span>
      </p>
      <WorkList work={past.work} />
    </>
  );
}

function endingName(reason: string | null): string {
  switch (reason) {
    case "done":
      return t("finished");
    case "stopped":
      return t("stopped");
    case "hurt":
      return t("stopped because of pain");
    case "interrupted":
      return t("interrupted");
    default:
      return t("in progress");
  }
}
