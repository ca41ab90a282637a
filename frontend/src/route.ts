/** Which view is shown: the part of the address after "#/". */

import { signal } from "@preact/signals";

export const VIEWS = ["today", "session", "done", "screen", "have", "history", "library"] as const;
export type View = (typeof VIEWS)[number];

export const view = signal<View>("today");

export function follow(): void {
  const word = location.hash.replace(/^#\//, "");
  view.value = VIEWS.find((known) => known === word) ?? "today";
}

export function go(to: View): void {
  location.hash = `#/${to}`;
}
