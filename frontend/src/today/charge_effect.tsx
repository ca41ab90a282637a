import type { ChargeRange } from "../connection/shapes/day";
import { t } from "../texts";
import { chargeText } from "./battery";
import { isVague } from "./day";

/** The effect of a session on the charge. */
export function ChargeEffect({ before, after }: { before: ChargeRange; after: ChargeRange }) {
  const values = { before: chargeText(before), after: chargeText(after) };
  return (
    <span class="effect">
      <span aria-hidden="true">{isVague(before) ? t("to {after}", values) : t("{before} → {after}", values)}</span>
      <span class="unseen">
        {isVague(before) ? t("charge to {after}", values) : t("charge from {before} to {after}", values)}
      </span>
    </span>
  );
}
