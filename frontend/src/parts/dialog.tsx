import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** A question in front of everything else. The browser keeps the focus in it and closes it with Esc. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} aria-labelledby={title} onClose={props.onClose}>
      {/* Takes the focus unless something else asks for it: a long text is read from its beginning. */}
      <h2 id={title} tabIndex={-1}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
