import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/** A modal dialog. The browser keeps the focus in it and closes it with Esc. */
export function Dialog(props: { title: string; onClose: () => void; children: ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => dialog.current?.showModal(), []);
  // The browser's close event comes late: a key pressed meanwhile may have opened another dialog.
  const leave = (event: Event): void => {
    if (event.target !== dialog.current) return; // the event is from a cancelled file picker inside
    event.preventDefault();
    dialog.current?.close();
    props.onClose();
  };
  const closed = (): void => {
    if (dialog.current?.isConnected) props.onClose();
  };
  return (
    <dialog ref={dialog} aria-labelledby={title} onCancel={leave} onClose={closed}>
      {/* Takes the focus unless something else asks for it, so that a long text is read from its beginning. */}
      <h2 id={title} tabIndex={-1}>{props.title}</h2>
      {props.children}
    </dialog>
  );
}
