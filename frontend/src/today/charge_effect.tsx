import type { ChargeRange } from "../connection/shapes/day";
import { t } from "../texts";
import { chargeText } from "./battery";
import { isVague } from "./day";

/** The effect of a session on the charge. `done`: the session is over. */
export function ChargeEffect({ before, after, done = false }: { before: ChargeRange; after: ChargeRange; done?: boolean }) {
  const values = { before: chargeText(before), after: chargeText(after) };
  const charges = done ? t("now {after}", values) : t("charges you to {after}", values);
  return (
    <span class="effect">
      <span aria-hidden="true">{isVague(before) ? charges : t("{before} → {after}", values)}</span>
      <span class="unseen">
        {isVague(before) ? charges : t("charge from {before} to {after}", values)}
      </span>
    </span>
  );
}
