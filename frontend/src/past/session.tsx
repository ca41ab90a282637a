import { WorkList } from "../parts/work";
import { dateTime, t } from "../texts";
import type { Past } from "../wire/history";

/** One session that was. */
export function SessionOf({ past, heading: Title }: { past: Past; heading: "h3" | "h4" }) {
  return (
    <>
      <Title>
        <time dateTime={past.started}>{dateTime(past.started)}</time>
      </Title>
      <p>
        {t("{minutes} min planned", { minutes: past.minutes })} <span class="level">{ending(past.reason)}</span>
      </p>
      <WorkList work={past.work} />
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
      return t("stopped because of pain");
    case "interrupted":
      return t("interrupted");
    default:
      return t("in progress");
  }
}
