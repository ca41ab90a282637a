/** Keeps the focus from getting lost: a keyboard user would have to start at the top of the page again. */

/**
 * Moves the focus to the view's heading, which is read aloud, when the focused element disappears and nothing else
 * takes it.
 */
export function restoreLostFocus(): void {
  let last: Element | null = null;
  document.addEventListener("focusin", ({ target }) => {
    last = target instanceof Element ? target : null;
  });
  const observer = new MutationObserver(() => {
    if (!last || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    document.querySelector<HTMLElement>("main h1")?.focus();
  });
  observer.observe(document.body, { childList: true, subtree: true });
}
