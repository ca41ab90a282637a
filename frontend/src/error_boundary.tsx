import { Component, type ComponentChildren } from "preact";

import { t } from "./texts";

/** Shows a rendering error instead of a blank page. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state = { error: null as unknown };

  static override getDerivedStateFromError(error: unknown) {
    return { error };
  }

  override componentDidCatch(error: unknown): void {
    console.error(error);
  }

  override render() {
    if (this.state.error === null) return this.props.children;
    return (
      <section role="alert">
        <h1>{t("Something went wrong on this page")}</h1>
        <p>{t("Nothing is lost; everything you did is saved. Reload to continue.")}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {t("Reload")}
        </button>
        <p class="level">{String(this.state.error)}</p>
      </section>
    );
  }
}
