"""The page as an app, with its service worker: installed, opened without its server, never older than its server."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from support.browser import TIMEOUT_MS, open_guarded_page
from support.home_fixture import ManualClock, answer_screening
from support.running_server import RunningServer, run_server

from rearguard.app.person.paths import Paths

KEPT = """async () => {
  await navigator.serviceWorker.ready;
  const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
  return caught.flat().map(({ url }) => new URL(url).pathname);
}"""
"""What the browser keeps, once the worker is at work."""

NEWER_IS_AT_WORK = """async () => {
  const { installing, waiting } = await navigator.serviceWorker.ready;
  return (await caches.has("newer")) && !installing && !waiting;
}"""

NOTHING_IS_LEFT = """async () =>
  (await caches.keys()).length + (await navigator.serviceWorker.getRegistrations()).length === 0"""

AWAY = "Rearguard isn't running"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may have a service worker."""
    with open_guarded_page(browser, service_workers="allow") as page:
        yield page


@pytest.fixture(autouse=True)
def _at_home(built_page: Path, home: Paths, clock: ManualClock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Serve the page built from its current sources, to a cleared person."""
    monkeypatch.setattr("rearguard.web.site.STATIC", built_page)
    answer_screening(home, clock)


def place(server: RunningServer) -> str:
    return server.address.split("?")[0]


def port(server: RunningServer) -> int:
    return int(server.address.split(":")[2].split("/")[0])


@contextmanager
def connecting(page: Page) -> Iterator[None]:
    """Wait in the end until the page that the block loads has heard from its server over the WebSocket."""
    frames: list[str | bytes] = []

    def listen(frame: str | bytes) -> None:  # a built-in method has no signature that Playwright can read
        frames.append(frame)

    page.on("websocket", lambda socket: socket.on("framereceived", listen))
    yield
    for _ in range(TIMEOUT_MS // 25):
        if frames:
            return
        page.wait_for_timeout(25)
    pytest.fail("the page never heard from its server")


def visit(page: Page, server: RunningServer) -> list[str]:
    """Open the page with the token, and return what the browser then caches of it."""
    with connecting(page):
        page.goto(server.address)
    expect(page.get_by_role("heading", name="Today")).to_be_visible()
    cached: list[str] = page.evaluate(KEPT)
    return cached


def wait_until(page: Page, condition: str) -> None:
    """Wait for an asynchronous function to return true; `wait_for_function` takes its promise for a yes."""
    for _ in range(TIMEOUT_MS // 25):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never: {condition}")


@pytest.fixture
def newer_build(built_page: Path, tmp_path: Path) -> Path:
    """Another build of the page, distinguishable from the first."""
    folder = tmp_path / "newer"
    shutil.copytree(built_page, folder)
    (script,) = folder.glob("assets/index-*.js")
    script.write_text('document.documentElement.dataset.build = "newer";' + script.read_text("utf-8"), "utf-8")
    script.rename(script.with_name("index-newer123.js"))
    worker = folder / "service-worker.js"
    worker.write_text(re.sub(r'BUILD="\w+"', 'BUILD="newer"', worker.read_text("utf-8")), "utf-8")
    for file in (folder / "index.html", worker):
        file.write_text(file.read_text("utf-8").replace(script.name, "index-newer123.js"), "utf-8")
    return folder


@contextmanager
def another_program(port: int) -> Iterator[None]:
    """Another program on the same port."""

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<h1>Another program</h1>")

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    other = ThreadingHTTPServer(("127.0.0.1", port), Other)
    thread = threading.Thread(target=other.serve_forever)
    thread.start()
    try:
        yield
    finally:
        other.shutdown()
        thread.join()
        other.server_close()


def test_the_browser_finds_an_app_that_can_be_installed(page: Page, home: Paths, clock: ManualClock) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
        manifest: dict[str, Any] = page.context.new_cdp_session(page).send("Page.getAppManifest")
        assert manifest["errors"] == []
        app = manifest["manifest"]
        assert (app["name"], app["display"]) == ("Rearguard", "kStandalone")
        assert app["startUrl"] == app["scope"] == app["id"] == place(server)
        assert [shortcut["name"] for shortcut in app["shortcuts"]] == ["7 minutes", "Exercises", "History"]
        for icon in app["icons"]:
            assert icon["url"].startswith(place(server))
            draw = (
                "async (src) => { const icon = new Image(); icon.src = src; await icon.decode(); return icon.width; }"
            )
            assert page.evaluate(draw, icon["url"]) >= 512


def test_without_its_server_the_page_opens_and_says_so_and_goes_on_by_itself(
    page: Page, home: Paths, clock: ManualClock
) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
    page.goto("about:blank")
    page.goto(f"{place(server)}#/library")
    expect(page.get_by_role("heading", name=AWAY)).to_be_visible()
    expect(page.get_by_text("rearguard", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Settings")).to_have_count(0)
    with run_server(home, clock, port(server)):
        expect(page.get_by_role("heading", name="Exercises")).to_be_visible()
        expect(page.get_by_role("heading", name="Clamshell")).to_be_visible()


def test_an_open_page_that_loses_its_server_says_what_to_do_and_finds_it_again(
    page: Page, home: Paths, clock: ManualClock
) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
    expect(page.get_by_text(f"{AWAY}. Start it in a terminal: rearguard")).to_be_visible()
    with run_server(home, clock, port(server)):
        expect(page.get_by_text(AWAY)).to_be_hidden()
        expect(page.get_by_text("Rearguard was updated.")).to_have_count(0)


def test_a_newer_server_is_never_shown_with_an_older_page(
    page: Page, home: Paths, clock: ManualClock, newer_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with run_server(home, clock) as server:
        (older,) = [name for name in visit(page, server) if name.startswith("/assets/index-") and name.endswith(".js")]
        with connecting(page):
            page.reload()
        assert page.evaluate("navigator.serviceWorker.controller !== null")
    monkeypatch.setattr("rearguard.web.site.STATIC", newer_build)
    with run_server(home, clock, port(server)):
        # A page that was open says so, and leaves the reload to its user.
        expect(page.get_by_text("Rearguard was updated.")).to_be_visible()
        page.get_by_role("button", name="Reload", exact=True).click()
        expect(page.locator("html[data-build=newer]")).to_be_attached()
        wait_until(page, NEWER_IS_AT_WORK)
        # A page of the old build that is open elsewhere still finds its files.
        assert page.evaluate("async (name) => (await fetch(name)).ok", older)
    page.reload()
    expect(page.get_by_role("heading", name=AWAY)).to_be_visible()
    expect(page.locator("html[data-build=newer]")).to_be_attached()


def test_a_page_that_was_opened_without_its_server_becomes_the_newer_servers(
    page: Page, home: Paths, clock: ManualClock, newer_build: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
    page.reload()
    expect(page.get_by_role("heading", name=AWAY)).to_be_visible()
    monkeypatch.setattr("rearguard.web.site.STATIC", newer_build)
    with run_server(home, clock, port(server)):
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        expect(page.locator("html[data-build=newer]")).to_be_attached()


def test_the_login_link_bypasses_the_worker_and_a_page_without_login_gets_instructions(
    page: Page, home: Paths, clock: ManualClock
) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
        page.context.clear_cookies()
        page.goto(place(server))
        expect(page.get_by_text("Open the link that")).to_be_visible()
        page.goto(server.address)
        assert page.url == place(server)
        expect(page.get_by_role("heading", name="Today")).to_be_visible()
        assert page.evaluate("navigator.serviceWorker.controller !== null")


def test_only_the_pages_own_files_are_cached_and_the_api_bypasses_the_worker(
    page: Page, home: Paths, clock: ManualClock, built_page: Path
) -> None:
    by_worker: list[str] = []
    page.context.on("request", lambda request: by_worker.append(request.url) if request.service_worker else None)
    with run_server(home, clock) as server:
        first = visit(page, server)
        page.reload()
        for view in ("History", "Exercises", "Settings"):
            page.get_by_role("link", name=view).click()
            expect(page.get_by_role("heading", name=view, exact=True)).to_be_visible()
        assert page.evaluate(KEPT) == first
        own = {file.relative_to(built_page).as_posix() for file in built_page.rglob("*.*")}
        assert {"/index.html"} < set(first) <= {f"/{name}" for name in own}
        assert by_worker, "the requests of a worker are seen"
        assert [url for url in by_worker if "/api/" in url or "token" in url] == []


def test_when_another_program_has_the_port_the_worker_leaves(page: Page, home: Paths, clock: ManualClock) -> None:
    with run_server(home, clock) as server:
        visit(page, server)
    with another_program(port(server)):
        page.goto(place(server))
        expect(page.get_by_role("heading", name="Another program")).to_be_visible()
        wait_until(page, NOTHING_IS_LEFT)
