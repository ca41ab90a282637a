/** The user's safety result and settings, as the server stores them. */

import { signal } from "@preact/signals";

import { api } from "../connection/api";
import { reportError } from "../connection/notice";
import type { SafetyResult } from "../connection/shapes/safety";
import type { Settings } from "../connection/shapes/settings";

export const safetyResult = signal<SafetyResult | null>(null);
export const settings = signal<Settings | null>(null);

export async function loadProfile(): Promise<void> {
  const [lastScreen, loadedSettings] = await Promise.all([api.safetyResult(), api.settings()]);
  safetyResult.value = lastScreen;
  showSettings(loadedSettings);
}

/** Shows the change at once, and reverts it if the server can't store it. Returns whether it was stored. */
export async function saveSettings(changed: Settings): Promise<boolean> {
  const before = settings.value;
  showSettings(changed);
  try {
    showSettings(await api.saveSettings(changed));
    return true;
  } catch (error) {
    if (before) showSettings(before);
    reportError(error);
    return false;
  }
}

function showSettings(newSettings: Settings): void {
  settings.value = newSettings;
}
