/** Keyboard shortcuts of a view. */

import { useLayoutEffect } from "preact/hooks";

import { settings } from "../settings/profile";

/** Actions by `KeyboardEvent.key` in lower case. */
export type KeyActions = Record<string, () => void>;

export function useKeys(keys: KeyActions): void {
  // Before the view is painted, because the user may press a key as soon as it is visible.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const act = keys[event.key.toLowerCase()];
      const isModified = event.ctrlKey || event.altKey || event.metaKey;
      if (!act || isKeyDisabled(event.key) || event.repeat || isModified || isForFocusedElement(event)) return;
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  });
}

/**
 * Whether a key is disabled: character keys, if the user turned them off.
 *
 * Speech input could press them by accident (WCAG 2.2, 2.1.4). The space bar is no character key.
 */
export function isKeyDisabled(key: string): boolean {
  return key.length === 1 && /[\p{L}\p{N}\p{P}\p{S}]/u.test(key) && !isArrow(key) && settings.value?.letters === false;
}

/** The page's names for the arrow keys, not the browser's. */
function isArrow(key: string): boolean {
  return "←→↑↓".includes(key);
}

/**
 * Whether the key belongs to the focused element: typing, moving a slider, a space on a button, anything in a dialog.
 */
function isForFocusedElement({ key, target }: KeyboardEvent): boolean {
  if (document.querySelector("dialog[open]")) return true;
  if (!(target instanceof Element)) return false;
  if (target.matches("input[type=radio], input[type=checkbox]")) return !/^\p{L}$/u.test(key);
  return target.matches("input, select, textarea") || (key === " " && target.matches("button, a, summary"));
}
