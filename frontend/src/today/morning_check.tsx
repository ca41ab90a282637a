import { api } from "../connection/api";
import { attempt } from "../connection/notice";
import { loadProfile } from "../settings/profile";
import { t } from "../texts";
import { day } from "./day";
import { RatingScale } from "./rating_scale";

/** Asks in one tap, on the morning after, for pain since the last session. */
export function MorningCheck() {
  const session = day.value?.morning_after;
  if (!session) return null;
  const submit = (pain: number): void =>
    attempt(async () => {
      day.value = await api.reportSymptoms({ pain, morning_after: session });
      await loadProfile(); // strong pain makes the safety check due
    });
  return (
    <section class="check-in">
      <h2>{t("The day after")}</h2>
      <RatingScale question={t("Has anything started to hurt since your last session?")} maxLabel={t("the worst you can imagine")} onPick={submit} />
      <p class="hint">{t("Normal muscle soreness doesn't count, nor does the feeling of a stretch.")}</p>
    </section>
  );
}
