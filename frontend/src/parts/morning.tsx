import { day } from "../day";
import { attempt } from "../notice";
import { load } from "../person";
import { t } from "../texts";
import { api } from "../wire/api";
import { Scale } from "./scale";

/** One tap on the morning after: whether something hurts since the last session. */
export function Morning() {
  const session = day.value?.morning_after;
  if (!session) return null;
  const keep = (pain: number): void =>
    attempt(async () => {
      day.value = await api.feel({ pain, morning_after: session });
      await load(); // strong pain makes the safety questions due
    });
  return (
    <section class="check-in">
      <h2>{t("The day after")}</h2>
      <Scale question={t("Has anything started to hurt since your last session?")} most={t("the worst you can imagine")} onPick={keep} />
      <p class="hint">{t("Normal muscle soreness doesn't count, nor does the feeling of a stretch.")}</p>
    </section>
  );
}
