import { t } from "../texts";
import type { Screen } from "../wire/screen";
import { Listed } from "./listed";

/** What a safety check came to. */
export function Outcome({ screen }: { screen: Screen }) {
  if (screen.verdict === "EMERGENCY") {
    return (
      <section class="outcome emergency" role="alert">
        <p>{screen.text}</p>
      </section>
    );
  }
  return (
    <section class={`outcome ${(screen.verdict ?? "").toLowerCase()}`}>
      <p class="lead">{screen.text}</p>
      <Listed title={t("Mind this")} items={screen.advice} />
      <Listed title={t("Left out for you")} items={screen.removed} />
    </section>
  );
}
