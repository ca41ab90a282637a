/** Keys that do something in a view. */

import { useLayoutEffect } from "preact/hooks";

import { settings } from "../settings/profile";

/** What each key does, by `KeyboardEvent.key` in lower case. */
export type KeyActions = Record<string, () => void>;

export function useKeys(keys: KeyActions): void {
  // Before the view is painted: whoever sees it may press at once.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key.toLowerCase()];
      if (!act || isKeyDisabled(event.key) || event.repeat || event.ctrlKey || event.altKey || event.metaKey || isForFocusedElement(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/**
 * Whether a key does nothing by itself: one that writes a character, where these are switched off.
 *
 * Who dictates sets them off by speaking (WCAG 2.2, 2.1.4). The space bar writes none.
 */
export function isKeyDisabled(key: string): boolean {
  return key.length === 1 && /[\p{L}\p{N}\p{P}\p{S}]/u.test(key) && !isArrow(key) && settings.value?.letters === false;
}

/** As a key is named in the page, not as the browser names it. */
function isArrow(key: string): boolean {
  return "←→↑↓".includes(key);
}

/** Whether the key belongs to what has the focus: typing, moving a slider, a space on a button, all in a dialog. */
function isForFocusedElement({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof Element)) return false;
  if (target.matches("input[type=radio], input[type=checkbox]")) return !/^\p{L}$/u.test(key);
  return target.matches("input, select, textarea") || (key === " " && target.matches("button, a, summary"));
}
