/** Values that this browser stores, because they depend on the machine and not on the user. */

const PREFIX = "rearguard-";

/** Returns a stored value; null if there is none, or if the browser stores nothing. */
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
    // The page asks for it again next time.
  }
}
