/** Which view is shown, and what in it: the parts of the address after "#/". */

import { signal } from "@preact/signals";

export const VIEWS = ["today", "session", "done", "screen", "settings", "history", "library", "test"] as const;
/** `nowhere`: the address names no view. */
export type View = (typeof VIEWS)[number] | "nowhere";

export const view = signal<View>("today");

/** What is shown of a view that shows one thing of many; empty for all. */
export const detail = signal("");

export function follow(): void {
  [view.value, detail.value] = addressed();
}

function addressed(): [View, string] {
  const [word = "", rest = ""] = location.hash.replace(/^#\//, "").split("/");
  try {
    return [VIEWS.find((known) => known === (word || "today")) ?? "nowhere", decodeURIComponent(rest)];
  } catch {
    return ["nowhere", ""]; // a "%" that encodes nothing
  }
}

export function go(to: View): void {
  location.hash = `#/${to}`;
}

/** Goes on by itself from a view that has nothing to show: not when the person has just gone elsewhere, and "back" skips it. */
export function moveOn(from: View, to: View): void {
  if (addressed()[0] === from) location.replace(`#/${to}`);
}
