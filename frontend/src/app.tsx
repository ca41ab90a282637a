import type { ComponentType } from "preact";

import { isUnauthorised } from "./connection/notice";
import { NoticeBar } from "./connection/notice_bar";
import { OfflineView } from "./connection/offline_view";
import { ErrorBoundary } from "./error_boundary";
import { HistoryView } from "./history/history_view";
import { LibraryView } from "./library/library_view";
import { NotFoundView } from "./not_found_view";
import { view, type View } from "./route";
import { SafetyView } from "./safety/safety_view";
import { SelfTestView } from "./self_test/self_test_view";
import { DoneView } from "./session/done_view";
import { isNeverConnected, isOfflineAtStart } from "./session/live_session";
import { SessionView } from "./session/session_view";
import { SettingsView } from "./settings/settings_view";
import { t } from "./texts";
import { TodayView } from "./today/today_view";
import { Heading } from "./ui/heading";

const VIEW_COMPONENTS: Record<View, ComponentType> = {
  today: TodayView,
  session: SessionView,
  done: DoneView,
  screen: SafetyView,
  settings: SettingsView,
  history: HistoryView,
  library: LibraryView,
  test: SelfTestView,
  nowhere: NotFoundView,
};

export function App() {
  const disconnectedView = isUnauthorised.value ? UnauthorisedView : isOfflineAtStart.value ? OfflineView : null;
  const CurrentView = disconnectedView ?? VIEW_COMPONENTS[view.value];
  return (
    <>
      <a class="skip" href="#main" onClick={focusMain}>
        {t("Skip to content")}
      </a>
      {view.value !== "session" && !disconnectedView && <Navigation />}
      {!isNeverConnected.value && <NoticeBar />}
      <main id="main" tabIndex={-1} class={view.value}>
        <ErrorBoundary key={view.value}>
          <CurrentView />
        </ErrorBoundary>
      </main>
    </>
  );
}

/** A script moves the focus, because the address after "#" names the view. */
function focusMain(event: Event): void {
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

function UnauthorisedView() {
  return (
    <>
      <Heading title={t("This browser isn't connected yet")} />
      <p>{t("Open the link that “rearguard” printed in the terminal; it contains your key.")}</p>
    </>
  );
}
