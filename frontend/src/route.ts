/** The view and its detail, as parts of the address after "#/". */

import { signal } from "@preact/signals";

export const VIEWS = ["today", "session", "done", "screen", "settings", "history", "library", "test"] as const;
/** `nowhere`: the address names no view. */
export type View = (typeof VIEWS)[number] | "nowhere";

export const view = signal<View>("today");

/** The item that a view shows; empty for all. */
export const detail = signal("");

export function followAddress(): void {
  [view.value, detail.value] = parseAddress();
}

function parseAddress(): [View, string] {
  const [word = "", rest = ""] = location.hash.replace(/^#\//, "").split("/");
  try {
    return [VIEWS.find((name) => name === (word || "today")) ?? "nowhere", decodeURIComponent(rest)];
  } catch {
    return ["nowhere", ""]; // a "%" that encodes nothing
  }
}

export function navigate(to: View): void {
  location.hash = `#/${to}`;
}

/** Leaves a view that has nothing to show: only if the address still names it, and without an entry for "back". */
export function replaceView(from: View, to: View): void {
  if (parseAddress()[0] === from) location.replace(`#/${to}`);
}
