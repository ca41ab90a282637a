import { percent, t } from "../texts";

/** The share of the missing charge that was restored, and how far to trust the number. */
export function ChargeGain({ gain }: { gain: number }) {
  return (
    <section class="gain">
      <p class="lead">{t("That restored about {gain} of your missing charge.", { gain: percent(gain) })}</p>
      <div class="bar" aria-hidden="true">
        <div style={{ width: `${gain * 100}%` }} />
      </div>
      <p class="hint">
        {t("An estimate from published studies with wide margins. Nothing was measured on you.")}
      </p>
    </section>
  );
}
