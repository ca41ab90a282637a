/** Keys that do something in a view. */

import { useLayoutEffect } from "preact/hooks";

/** What each key does, by `KeyboardEvent.key` in lower case. */
export type Keys = Record<string, () => void>;

export function useKeys(keys: Keys): void {
  // Before the view is painted: whoever sees it may press at once.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key.toLowerCase()];
      if (!act || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isTaken(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/** Whether the key belongs to what has the focus: typing, a space on a button, anything in a dialog. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof Element)) return false;
  return target.matches("input, select, textarea") || (key === " " && target.matches("button, a, summary"));
}
