import type { ComponentType } from "preact";

import { absent, unmet } from "./live";
import { lockedOut } from "./notice";
import { Boundary } from "./parts/boundary";
import { Heading } from "./parts/heading";
import { Notice } from "./parts/notice";
import { view, type View } from "./route";
import { t } from "./texts";
import { AwayView } from "./views/away";
import { DoneView } from "./views/done";
import { HistoryView } from "./views/history";
import { LibraryView } from "./views/library";
import { NowhereView } from "./views/nowhere";
import { ScreenView } from "./views/screen";
import { SessionView } from "./views/session";
import { SettingsView } from "./views/settings";
import { TestView } from "./views/test";
import { TodayView } from "./views/today";

const SHOW: Record<View, ComponentType> = {
  today: TodayView,
  session: SessionView,
  done: DoneView,
  screen: ScreenView,
  settings: SettingsView,
  history: HistoryView,
  library: LibraryView,
  test: TestView,
  nowhere: NowhereView,
};

export function App() {
  const outside = lockedOut.value ? LockedOutView : absent.value ? AwayView : null;
  const Shown = outside ?? SHOW[view.value];
  return (
    <>
      <a class="skip" href="#main" onClick={toMain}>
        {t("Skip to content")}
      </a>
      {view.value !== "session" && !outside && <Navigation />}
      {!unmet.value && <Notice />}
      <main id="main" tabIndex={-1} class={view.value}>
        <Boundary key={view.value}>
          <Shown />
        </Boundary>
      </main>
    </>
  );
}

/** By hand, for the address after "#" names the view. */
function toMain(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Navigation() {
  const links: [View, string][] = [
    ["today", t("Today")],
    ["history", t("History")],
    ["library", t("Exercises")],
    ["settings", t("Settings")],
    ["screen", t("Safety")],
  ];
  return (
    <header>
      <nav aria-label={t("Main menu")}>
        {links.map(([to, name]) => (
          <a key={to} href={`#/${to}`} aria-current={view.value === to ? "page" : undefined}>
            {name}
          </a>
        ))}
      </nav>
    </header>
  );
}

function LockedOutView() {
  return (
    <>
      <Heading title={t("This browser isn't connected yet")} />
      <p>{t("Open the link that “rearguard” printed in the terminal; it contains your key.")}</p>
    </>
  );
}
