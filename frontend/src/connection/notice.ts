/** The last error, shown in the status region until the user dismisses it or opens another view. */

import { signal } from "@preact/signals";

import { t } from "../texts";
import { RefusedError, UnauthorisedError, UnreachableError } from "./api";
import { WireError } from "./validators";

export const notice = signal<string | null>(null);

/** Whether the server refuses this browser. */
export const isUnauthorised = signal(false);

export function reportError(error: unknown): void {
  if (error instanceof UnauthorisedError) isUnauthorised.value = true;
  else notice.value = errorText(error);
}

/** Runs something that may fail, and reports the error if it does. */
export function attempt(work: () => Promise<unknown>): void {
  work().catch(reportError);
}

function errorText(error: unknown): string {
  if (error instanceof RefusedError) return error.message;
  if (error instanceof UnreachableError) {
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
