import type { ComponentType } from "preact";

import { lockedOut } from "./connection/notice";
import { Notice } from "./connection/notice_bar";
import { AwayView } from "./connection/offline_view";
import { Boundary } from "./error_boundary";
import { HistoryView } from "./history/history_view";
import { LibraryView } from "./library/library_view";
import { NowhereView } from "./not_found_view";
import { view, type View } from "./route";
import { ScreenView } from "./safety/safety_view";
import { TestView } from "./self_test/self_test_view";
import { DoneView } from "./session/done_view";
import { absent, unmet } from "./session/live_session";
import { SessionView } from "./session/session_view";
import { SettingsView } from "./settings/settings_view";
import { t } from "./texts";
import { TodayView } from "./today/today_view";
import { Heading } from "./ui/heading";

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
        {t("Skip to the content")}
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
      <nav aria-label={t("Views")}>
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
      <Heading title={t("This browser is not let in yet")} />
      <p>{t("Open the address that the terminal printed when “rearguard” started: it carries the key.")}</p>
    </>
  );
}
