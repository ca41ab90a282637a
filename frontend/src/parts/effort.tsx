import { attempt } from "../notice";
import { t } from "../texts";
import { api } from "../wire/api";
import { Scores } from "./scores";

/** One tap: how hard it was, and whether two repetitions more would have gone. The levels follow from it. */
export function Effort({ session, onTold }: { session: string; onTold: () => Promise<void> }) {
  const pick = (effort: number): void =>
    attempt(async () => {
      await api.feel({ effort, session });
      await onTold();
    });
  return (
    <section class="effort">
      <h2>{t("How hard was it?")}</h2>
      <p class="hint">{t("Could you have done two more reps at the end?")}</p>
      <div class="efforts">
        <Scores from={0} to={6} then={t("Yes, easily")} onPick={pick} />
        <Scores from={7} to={8} then={t("Only just")} onPick={pick} />
        <Scores from={9} to={10} then={t("No")} onPick={pick} />
      </div>
    </section>
  );
}
