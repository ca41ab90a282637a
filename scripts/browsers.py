"""Walk the page's main way in Firefox and in WebKitGTK, whichever is installed, and take pictures on the way.

uv run scripts/browsers.py [FOLDER]

The tests run in Chromium, which comes as a package; these two don't, so this is for a machine that has them (on
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
from support.fake_server import FRONTEND
from support.home_fixture import TurnedClock
from support.running_server import served
from support.scripted_browsers import Browser, Firefox, WebKit

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Home
from rearguard.safety.screen import next_question
from rearguard.web import site

PATIENCE_S = 15
"""What has not appeared by then won't."""

ALL_DRAWN = """(canvases => {
    const empty = canvases.find(canvas =>
        !canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some(Boolean));
    empty?.scrollIntoView();
    return canvases.length >= 6 && !empty;
})([...document.querySelectorAll("canvas")])"""
"""A figure is drawn as soon as it is in sight, so each is brought there."""


class OwnClock(TurnedClock):
    """This machine's clock, where the tests have one that they turn."""

    def now(self) -> datetime:
        """Return the time."""
        return SystemClock().now()

    def seconds(self) -> float:
        """Return seconds that pass."""
        return SystemClock().seconds()


class Walk:
    """One walk through the page in one browser."""

    def __init__(self, browser: Browser, folder: Path) -> None:
        self.browser = browser
        self.folder = folder
        self.taken = 0

    def until(self, condition: str) -> None:
        """Wait until an expression of the page's is true."""
        end = time.monotonic() + PATIENCE_S
        while not self.browser.evaluate(condition):
            if time.monotonic() > end:
                self.picture()
                sys.exit(f"{self.browser.name}: never true: {condition}")
            time.sleep(0.1)

    def reads(self, text: str) -> None:
        """Wait until a text can be read, and take a picture."""
        self.until(f"document.body.innerText.includes({text!r})")
        self.picture()

    def click(self, selector: str) -> None:
        """Click on something as soon as it is there."""
        self.until(f"document.querySelector({selector!r}) !== null")
        self.browser.evaluate(f"document.querySelector({selector!r}).click()")

    def picture(self) -> None:
        """Take one."""
        self.browser.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        self.taken += 1
        (self.folder / f"{self.browser.name}-{self.taken:02}.png").write_bytes(self.browser.picture())

    def to_the_library(self, address: str) -> None:
        """Walk from the first start over questions, session and end to the exercises."""
        browser, place = self.browser, address.partition("?")[0]
        browser.open(address)
        self.reads("Today")
        given: dict[str, object] = {}
        while (question := next_question(given)) is not None:
            self.until(f"document.body.innerText.includes({str(question.text)!r})")
            browser.press("1")
            given[question.id] = "no"
        self.reads("Nothing in your answers speaks against the routine.")
        browser.open(place)
        self.click("button.start:not(:disabled)")
        self.until("document.querySelector('.count') !== null")
        before = browser.evaluate("document.querySelector('.count').innerText")
        self.until(f"document.querySelector('.count').innerText !== {before!r}")
        browser.press(" ")
        self.reads("Paused.")
        browser.press(" ")
        self.until("document.querySelector('.paused').innerText === ''")
        while browser.evaluate("location.hash") == "#/session":
            browser.press("ArrowRight")
            time.sleep(0.2)
        self.reads("Done")
        browser.open(f"{place}#/library")
        self.until(ALL_DRAWN)
        self.picture()

    def without_its_server(self, place: str, again: Callable[[], AbstractContextManager[object]]) -> None:
        """See the page say that its server is gone, and find it again; `again` serves as long as it is entered."""
        self.browser.open("about:blank")
        self.browser.open(place)
        self.reads("Rearguard isn't running")
        with again():
            self.until("document.querySelector('button.start:not(:disabled)') !== null")
            self.picture()


def main() -> None:
    """Build the page, and walk in each browser that there is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, help="where the pictures go; a new one if none is named")
    folder = parser.parse_args().folder or Path(tempfile.mkdtemp(prefix="rearguard-pictures-"))
    folder.mkdir(parents=True, exist_ok=True)
    found = [kind for kind in (Firefox, WebKit) if kind.is_there()]
    if not found:
        sys.exit("Neither Firefox nor WebKitGTK's driver is installed here.")
    npm.install(FRONTEND, "axe-core")
    with tempfile.TemporaryDirectory() as scratch:
        site.STATIC = Path(scratch) / "page"
        npm.node(FRONTEND, "node_modules/vite/bin/vite.js", "build", "--outDir", str(site.STATIC))
        for kind in found:
            data = Path(scratch) / kind.name
            os.environ["REARGUARD_HOME"] = str(data)
            home, clock = Home(data / "config", data / "data", data / "cache"), OwnClock()
            with kind() as browser:
                walk = Walk(browser, folder)
                with served(home, clock) as server:
                    walk.to_the_library(server.address)
                    walk.until("navigator.serviceWorker.ready.then(() => true)")
                place = server.address.partition("?")[0]
                port = int(place.rstrip("/").rpartition(":")[2])
                walk.without_its_server(place, partial(served, home, clock, port))
            sys.stdout.write(f"{browser.name} {browser.version}: walked; pictures in {folder}\n")


if __name__ == "__main__":
    main()
