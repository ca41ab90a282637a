import { isKeyDisabled } from "./keys";

/** The key that does the same, for those who see; nothing while it is switched off. */
export function KeyHint({ name }: { name: string }) {
  if (isKeyDisabled(name)) return null;
  return <kbd aria-hidden="true">{name === " " ? "␣" : name}</kbd>;
}
