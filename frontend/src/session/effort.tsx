import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import { t } from "../texts";
import { ScoreButtons } from "./score_buttons";

/** Asks for the effort in one tap, and whether two more repetitions were possible. The levels follow from it. */
export function EffortQuestion({ session, onSaved }: { session: string; onSaved: () => Promise<void> }) {
  const pick = (effort: number): void =>
    attempt(async () => {
      await api.reportSymptoms({ effort, session });
      await onSaved();
    });
  return (
    <section class="effort">
      <h2>{t("How hard was it?")}</h2>
      <p class="hint">{t("0 is nothing at all, 10 is all you had. At the end of the last sets, would two more have gone?")}</p>
      <div class="efforts">
        <ScoreButtons from={0} to={6} meaning={t("Two more, easily")} onPick={pick} />
        <ScoreButtons from={7} to={8} meaning={t("Two more, just about")} onPick={pick} />
        <ScoreButtons from={9} to={10} meaning={t("Not two more")} onPick={pick} />
      </div>
    </section>
  );
}
