import type { ComponentChildren } from "preact";

interface ChoiceProps {
  type: "checkbox" | "radio";
  name?: string;
  checked: boolean;
  onPick: () => void;
  children: ComponentChildren;
}

/** A radio button or check box with its label, large enough for a finger. */
export function Choice({ type, name, checked, onPick, children }: ChoiceProps) {
  return (
    <label class="choice">
      <input type={type} name={name} checked={checked} onChange={onPick} />
      <span>{children}</span>
    </label>
  );
}
