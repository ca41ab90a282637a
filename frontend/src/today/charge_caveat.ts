import { t } from "../texts";

/** Returns the caveat that accompanies every charge. */
export function chargeCaveat(): string {
  return t(
    "Charge is an estimate from how long you sat and what you did. It doesn't measure your muscles and can't diagnose anything.",
  );
}
