import { percent, t } from "../texts";

/** The share of the missing charge that was restored, and how far to trust the number. */
export function ChargeGain({ gain }: { gain: number }) {
  return (
    <section class="gain">
      <p class="lead">{t("That restores about {gain} of the charge that was missing.", { gain: percent(gain) })}</p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${gain * 100}%` }} />
      </div>
      <p class="hint">
        {t("A model's number, made from published muscle activity with wide error bars. Nothing was measured on you.")}
      </p>
    </section>
  );
}
