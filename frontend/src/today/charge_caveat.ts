import { t } from "../texts";

/** Returns the caveat that accompanies every charge. */
export function chargeCaveat(): string {
  return t(
    "Charge is a reminder built from your sitting time and what you did. It is not a measurement of your muscles and cannot diagnose anything. The 40 % figure comes from a magazine.",
  );
}
