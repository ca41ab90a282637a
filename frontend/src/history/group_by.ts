/** Returns things by what they have in common, in the order in which it is met. */
export function groupBy<T>(things: T[], common: (thing: T) => string): Map<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const key = common(thing);
    const held = found.get(key);
    if (held) held.push(thing);
    else found.set(key, [thing]);
  }
  return found;
}
