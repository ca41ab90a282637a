/** What the server keeps of the person in front of the page: the last safety check and the settings. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import { tell } from "../connection/notice";
import type { Screen } from "../connection/shapes/safety";
import type { Settings } from "../connection/shapes/settings";

export const screen = signal<Screen | null>(null);
export const settings = signal<Settings | null>(null);

export async function load(): Promise<void> {
  const [lastScreen, kept] = await Promise.all([api.screen(), api.settings()]);
  screen.value = lastScreen;
  keep(kept);
}

/** Shows the change at once, and takes it back if the server doesn't store it. Returns whether it did. */
export async function save(changed: Settings): Promise<boolean> {
  const before = settings.value;
  keep(changed);
  try {
    keep(await api.saveSettings(changed));
    return true;
  } catch (error) {
    if (before) keep(before);
    tell(error);
    return false;
  }
}

function keep(kept: Settings): void {
  settings.value = kept;
}
