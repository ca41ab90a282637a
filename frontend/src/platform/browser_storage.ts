/** What this browser remembers by itself: what depends on the machine, not on the person. */

const PREFIX = "rearguard-";

/** Returns what was remembered; null for nothing, or where the browser keeps nothing. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {
    // Then it is asked for again next time.
  }
}
