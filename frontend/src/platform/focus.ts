/** Sees to it that the focus is never lost: who works with the keyboard would have to begin at the top again. */

/** Where the focus goes when what had it is gone and nothing else took it: to the view's heading, which is read out. */
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
