/** What went wrong last, said in the status region until it is put away or the next view comes. */

import { signal } from "@preact/signals";

import { t } from "./texts";
import { LockedOut, Refusal, Unreachable } from "./wire/api";
import { WireError } from "./wire/check";

export const notice = signal<string | null>(null);

/** Whether this browser has no right to talk to the server. */
export const lockedOut = signal(false);

export function tell(error: unknown): void {
  if (error instanceof LockedOut) lockedOut.value = true;
  else notice.value = words(error);
}

/** Runs something that may fail, and says so when it does. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(tell);
}

function words(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Unreachable) {
    return t("Rearguard isn't responding. Is it still running in the terminal?");
  }
  console.error(error);
  if (error instanceof WireError) {
    return t("Rearguard sent something this page doesn't understand ({detail}). Reload the page.", {
      detail: error.message,
    });
  }
  return t("Something went wrong on this page: {detail}", { detail: String(error) });
}
