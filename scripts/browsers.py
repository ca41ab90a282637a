"""Walk through the page's main path in the installed ones of Firefox and WebKitGTK, and take screenshots on the way.

uv run --group dev scripts/browsers.py [FOLDER]

The tests run in Chromium, which comes as a package; these two don't, so this script is for a machine that has them (on
Debian: `firefox-esr`; `webkit2gtk-driver` and `xvfb`).
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import npm
from support.fake_server import FRONTEND_FOLDER
from support.home_fixture import ManualClock
from support.running_server import run_server
from support.scripted_browsers import Firefox, ScriptedBrowser, WebKit

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Paths
from rearguard.safety.screen import next_question
from rearguard.web import site

TIMEOUT_S = 15
"""What has not appeared by then won't."""

ALL_FIGURES_DRAWN = """(canvases => {
    const empty = canvases.find(canvas =>
        !canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean));
    empty?.scrollIntoView();
    return canvases.length >= 6 && !empty;
})([...document.querySelectorAll("canvas")])"""
"""A figure is drawn as soon as it is in sight, so each is brought there."""


class RealClock(ManualClock):
    """The machine's real clock, in place of the tests' manual clock."""

    def now(self) -> datetime:
        """Return the time."""
        return SystemClock().now()

    def seconds(self) -> float:
        """Return monotonic seconds."""
        return SystemClock().seconds()


class PageWalk:
    """A walk through the page in one browser."""

    def __init__(self, browser: ScriptedBrowser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.screenshot_count = 0

    def wait_until(self, condition: str) -> None:
        """Wait until an expression of the page is true."""
        end = time.monotonic() + TIMEOUT_S
        while not self.browser.evaluate(condition):
            if time.monotonic() > end:
                self.take_screenshot()
                sys.exit(f"{self.browser.name}: never true: {condition}")
            time.sleep(0.1)

    def wait_for_text(self, text: str) -> None:
        """Wait until a text is readable, and take a screenshot."""
        self.wait_until(f"document.body.innerText.includes({text!r})")
        self.take_screenshot()

    def click(self, selector: str) -> None:
        """Click an element as soon as it is there."""
        self.wait_until(f"document.querySelector({selector!r}) !== null")
        self.browser.evaluate(f"document.querySelector({selector!r}).click()")

    def take_screenshot(self) -> None:
        """Take a screenshot."""
        self.browser.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        self.screenshot_count += 1
        (self.folder / f"{self.browser.name}-{self.screenshot_count:02}.png").write_bytes(
            self.browser.take_screenshot()
        )

    def walk_to_library(self, address: str) -> None:
        """Walk from the first start over the safety check, a session and its end to the exercises."""
        browser, place = self.browser, address.partition("?")[0]
        browser.open(address)
        self.wait_for_text("Today")
        answers: dict[str, object] = {}
        while (question := next_question(answers)) is not None:
            self.wait_until(f"document.body.innerText.includes({str(question.text)!r})")
            browser.press("1")
            answers[question.id] = "no"
        self.wait_for_text("Nothing you told us rules out these exercises. Stop if anything hurts.")
        browser.open(place)
        self.click("button.start:not(:disabled)")
        self.wait_until("document.querySelector('.count') !== null")
        before = browser.evaluate("document.querySelector('.count').innerText")
        self.wait_until(f"document.querySelector('.count').innerText !== {before!r}")
        browser.press(" ")
        self.wait_for_text("Paused.")
        browser.press(" ")
        self.wait_until("document.querySelector('.paused').innerText === ''")
        while browser.evaluate("location.hash") == "#/session":
            browser.press("ArrowRight")
            time.sleep(0.2)
        self.wait_for_text("Done")
        browser.open(f"{place}#/library")
        self.wait_until(ALL_FIGURES_DRAWN)
        self.take_screenshot()

    def check_server_loss(self, place: str, again: Callable[[], AbstractContextManager[object]]) -> None:
        """See the page report the loss of its server and find it again; the server runs while `again` is entered."""
        self.browser.open("about:blank")
        self.browser.open(place)
        self.wait_for_text("Rearguard isn't running")
        with again():
            self.wait_until("document.querySelector('button.start:not(:disabled)') !== null")
            self.take_screenshot()


def main() -> None:
    """Build the page, and walk through it in each installed browser."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go; a new one if none is named")
    folder = parser.parse_args().folder or Path(tempfile.mkdtemp(prefix="rearguard-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    browsers = [kind for kind in (Firefox, WebKit) if kind.is_available()]
    if not browsers:
        sys.exit("Neither Firefox nor WebKitGTK's driver is installed here.")
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    with tempfile.TemporaryDirectory() as scratch:
        site.STATIC = Path(scratch) / "page"
        npm.run_node(FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", str(site.STATIC))
        for kind in browsers:
            data = Path(scratch) / kind.name
            os.environ["REARGUARD_HOME"] = str(data)
            home, clock = Paths(data / "config", data / "data", data / "cache"), RealClock()
            with kind() as browser:
                walk = PageWalk(browser, folder)
                with run_server(home, clock) as server:
                    walk.walk_to_library(server.address)
                    walk.wait_until("navigator.serviceWorker.ready.then(() => true)")
                place = server.address.partition("?")[0]
                port = int(place.rstrip("/").rpartition(":")[2])
                walk.check_server_loss(place, partial(run_server, home, clock, port))
            sys.stdout.write(f"{browser.name} {browser.version}: walked; pictures in {folder}\n")


if __name__ == "__main__":
    main()
