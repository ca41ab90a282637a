/** What the server keeps of the person in front of the page: the last safety check and the settings. */

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

/** Shows the change at once, and takes it back if the server doesn't store it. Returns whether it did. */
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
