/** What went wrong last, said in the status region until it is put away or the next view comes. */

import { signal } from "@preact/signals";

import { t } from "../texts";
import { RefusedError, UnauthorisedError, UnreachableError } from "./api";
import { WireError } from "./validators";

export const notice = signal<string | null>(null);

/** Whether this browser has no right to talk to the server. */
export const isUnauthorised = signal(false);

export function reportError(error: unknown): void {
  if (error instanceof UnauthorisedError) isUnauthorised.value = true;
  else notice.value = errorText(error);
}

/** Runs something that may fail, and says so when it does. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(reportError);
}

function errorText(error: unknown): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof UnreachableError) {
    return t("The server does not answer. Is “rearguard” still running in the terminal?");
  }
  console.error(error);
  if (error instanceof WireError) {
    return t("The server's answer was not understood ({detail}). Reload the page after an update.", {
      detail: error.message,
    });
  }
  return t("Something went wrong in the page: {detail}", { detail: String(error) });
}
