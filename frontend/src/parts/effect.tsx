import { isVague } from "../day";
import { t } from "../texts";
import type { Range } from "../wire/day";
import { charged } from "./battery";

/** What one session would do to the charge, or, where it is `done`, did. */
export function Effect({ before, after, done = false }: { before: Range; after: Range; done?: boolean }) {
  const values = { before: charged(before), after: charged(after) };
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
