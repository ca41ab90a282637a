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
      <p class="hint">{t("Could you have done two more reps at the end?")}</p>
      <div class="efforts">
        <ScoreButtons from={0} to={6} meaning={t("Yes, easily")} onPick={pick} />
        <ScoreButtons from={7} to={8} meaning={t("Only just")} onPick={pick} />
        <ScoreButtons from={9} to={10} meaning={t("No")} onPick={pick} />
      </div>
    </section>
  );
}
