import type { Range } from "../connection/shapes/day";
import { t } from "../texts";
import { charged } from "./battery";
import { isVague } from "./day";

/** What one session would do to the charge, or did. */
export function Effect({ before, after }: { before: Range; after: Range }) {
  const values = { before: charged(before), after: charged(after) };
  return (
    <span class="effect">
      <span aria-hidden="true">{isVague(before) ? t("to {after}", values) : t("{before} → {after}", values)}</span>
      <span class="unseen">
        {isVague(before) ? t("charge to {after}", values) : t("charge from {before} to {after}", values)}
      </span>
    </span>
  );
}
