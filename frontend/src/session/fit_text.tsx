import { useLayoutEffect, useRef } from "preact/hooks";

/** The font sizes to try, largest first, as shares of the container's own. */
const SCALES = [1, 0.92, 0.84, 0.77, 0.7, 0.64, 0.58, 0.52, 0.46, 0.4];

/**
 * A text as large as its container allows, at most in the container's own font size. The container must not grow with
 * it.
 */
export function FitText({ text }: { text: string }) {
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const span = words.current;
    const container = span?.parentElement;
    if (!span || !container) return undefined;
    const fit = (): void => {
      for (const scale of SCALES) {
        span.style.fontSize = `${scale}em`;
        if (span.offsetHeight <= container.clientHeight && span.scrollWidth <= container.clientWidth) return;
      }
    };
    fit();
    const resizeObserver = new ResizeObserver(fit);
    resizeObserver.observe(container);
    return () => resizeObserver.disconnect();
  }, [text]);
  return (
    <span ref={words} class="fitted">
      {text}
    </span>
  );
}
