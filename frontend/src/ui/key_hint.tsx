import { isKeyDisabled } from "./keys";

/** The key for the same action, for people who see; empty while the key is disabled. */
export function KeyHint({ name }: { name: string }) {
  if (isKeyDisabled(name)) return null;
  return <kbd aria-hidden="true">{name === " " ? "␣" : name}</kbd>;
}
