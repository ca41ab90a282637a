"""A real browser for the tests, on any machine: the one that is there, or else one from npm.

`page` is what a test takes. It may talk to 127.0.0.1 only, and it fails a test in which the page tried to reach
another host, threw an exception or broke its content security policy.
"""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

import npm
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

PACKED = Path(__file__).parent / "chromium"
UNPACKED = PACKED / "node_modules/.unpacked"

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
)

FLAGS = (
    "--headless",
    "--no-sandbox",  # root in a container may not make one
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

PATIENCE_MS = 60_000
"""What has not appeared by then won't, on a machine that does much else, either: it is waited for, never slept for."""

expect.set_options(timeout=PATIENCE_MS)

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{folder}/fonts/fonts</dir>
  <cachedir>{folder}/font-cache</cachedir>
</fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """How to start a browser."""

    path: str
    env: dict[str, str] = field(default_factory=dict)


@pytest.fixture(scope="session")
def chromium() -> Chromium:
    """The browser that is used."""
    return find()


def find() -> Chromium:
    """Return the browser of REARGUARD_BROWSER, or one on the path, or else one from npm."""
    named = os.environ.get("REARGUARD_BROWSER")
    if named:
        return Chromium(named)
    found = next(filter(None, map(shutil.which, COMMANDS)), None)
    found = found or next((path for path in APPLICATIONS if Path(path).is_file()), None)
    return Chromium(found) if found else _unpacked()


@pytest.fixture(scope="module")
def browser(chromium: Chromium) -> Iterator[Browser]:
    """The running browser. For a module only: its event loop occupies the thread as long as it runs."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.path, args=FLAGS, env={**os.environ, **chromium.env}
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a new empty profile, that stays on this machine and behaves; without a service worker."""
    with behaved(browser, service_workers="block") as page:
        yield page


@contextmanager
def behaved(browser: Browser, *, service_workers: Literal["allow", "block"]) -> Iterator[Page]:
    """Open a page in a new empty profile, and fail in the end if it did not stay on this machine and behave."""
    wrongs: list[str] = []

    def guard(route: Route) -> None:
        if _is_here(route.request.url):
            route.fallback()
        else:
            wrongs.append(f"asked for {route.request.url}")
            route.abort()

    def listen(message: ConsoleMessage) -> None:
        if "Content Security Policy" in message.text:
            wrongs.append(message.text)

    context = browser.new_context(service_workers=service_workers)
    context.set_default_timeout(PATIENCE_MS)
    context.route("**/*", guard)
    page = context.new_page()
    page.on("pageerror", lambda error: wrongs.append(str(error)))
    page.on("console", listen)
    page.on("websocket", lambda socket: None if _is_here(socket.url) else wrongs.append(f"asked for {socket.url}"))
    yield page
    context.close()
    assert wrongs == []


def _is_here(url: str) -> bool:
    return urlsplit(url).scheme in {"data", "blob"} or urlsplit(url).hostname == "127.0.0.1"


def _unpacked() -> Chromium:
    """The browser that the npm package `@sparticuz/chromium` holds: Chromium's headless shell for Linux on x86-64."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        pytest.fail("The tests need a browser: install Chrome or Chromium, or set REARGUARD_BROWSER to its path.")
    npm.install(PACKED, "@sparticuz/chromium")
    if not UNPACKED.is_dir():
        # Elsewhere first, so that a half-unpacked browser is never taken for a whole one.
        part = UNPACKED.with_name(f".unpacking-{os.getpid()}")
        part.mkdir()
        done = npm.node(PACKED, "unpack.mjs", TMPDIR=str(part))
        if done.returncode != 0:
            pytest.fail(f"The tests' browser could not be unpacked:\n{done.stdout}")
        (part / "fonts.conf").write_text(FONTS.format(folder=UNPACKED))
        try:
            part.rename(UNPACKED)
        except OSError:  # another run was quicker
            shutil.rmtree(part)
    # The package brings the libraries and the fonts that a small machine may lack.
    libraries = os.pathsep.join(filter(None, [os.environ.get("LD_LIBRARY_PATH"), str(UNPACKED / "al2023/lib")]))
    return Chromium(
        str(UNPACKED / "chromium"), {"LD_LIBRARY_PATH": libraries, "FONTCONFIG_FILE": str(UNPACKED / "fonts.conf")}
    )
