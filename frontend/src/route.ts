/** Which view is shown, and what in it: the parts of the address after "#/". */

import { signal } from "@preact/signals";

export const VIEWS = ["today", "session", "done", "screen", "settings", "history", "library", "test"] as const;
/** `nowhere`: the address names no view. */
export type View = (typeof VIEWS)[number] | "nowhere";

export const view = signal<View>("today");

/** What is shown of a view that shows one thing of many; empty for all. */
export const detail = signal("");

export function follow(): void {
  const [word = "", rest = ""] = location.hash.replace(/^#\//, "").split("/");
  detail.value = decodeURIComponent(rest);
  view.value = VIEWS.find((known) => known === (word || "today")) ?? "nowhere";
}

export function go(to: View): void {
  location.hash = `#/${to}`;
}
