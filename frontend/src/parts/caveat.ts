import { t } from "../texts";

/** What everybody must know who sees a charge. */
export function caveat(): string {
  return t(
    "Charge is an estimate from how long you sat and what you did. It doesn't measure your muscles and can't diagnose anything.",
  );
}
