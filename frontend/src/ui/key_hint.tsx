import { isSwitchedOff } from "./keys";

/** The key that does the same, for those who see; nothing while it is switched off. */
export function Key({ name }: { name: string }) {
  if (isSwitchedOff(name)) return null;
  return <kbd aria-hidden="true">{name === " " ? "␣" : name}</kbd>;
}
