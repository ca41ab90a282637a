import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** The first view must not take the focus from the top of the page; each later one announces itself by its heading. */
let isFirstView = true;

/** A view's heading and the page's title. */
export function Heading({ title, children }: { title: string; children?: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!isFirstView) heading.current?.focus();
    isFirstView = false;
  }, []);
  useEffect(() => {
    document.title = `${title} · Rearguard`;
  }, [title]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}
