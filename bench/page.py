"""How soon the page is seen, and how much of it there is, in a headless browser with nothing kept from before.

uv run bench/page.py
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import browser, npm
from support.fake_server import FRONTEND
from support.home_fixture import TurnedClock, answer
from support.running_server import served

from rearguard.app.person.paths import Home
from rearguard.web import site

LOADS = 15

LONGEST, LARGEST = 300, 120_000
"""At most: milliseconds from the server's answer to something to be seen; bytes, compressed."""

PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    const [page] = performance.getEntriesByType("navigation");
    if (paint) done(paint.startTime - page.responseEnd);
}).observe({ type: "paint", buffered: true }))"""

HELLO = "<!doctype html><title>Hello</title><p>Hello"
"""The least that a browser could show."""


def first_paint(running: Browser, address: str) -> float:
    """Return the milliseconds from the server's answer to the first content, in a new empty profile."""
    with running.new_context() as context:
        page = context.new_page()
        page.goto(address)
        took: float = page.evaluate(PAINTED)
    return took


def measure(built: Path) -> None:
    """Print how soon the page is seen, against a page of one word from the same server."""
    (built / "hello.html").write_text(HELLO, "utf-8")
    chromium = browser.find()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["REARGUARD_HOME"] = folder
        home, clock = Home(Path(folder) / "config", Path(folder) / "data", Path(folder) / "cache"), TurnedClock()
        answer(home, clock)
        site.STATIC = built
        running = playwright.chromium.launch(
            executable_path=chromium.path, args=browser.FLAGS, env={**os.environ, **chromium.env}
        )
        with served(home, clock) as server:
            hello = server.address.replace("/?", "/hello.html?")
            first_paint(running, server.address)  # the browser itself has started
            pairs = [(first_paint(running, server.address), first_paint(running, hello)) for _ in range(LOADS)]
        running.close()
    ours, least = median(a for a, _ in pairs), median(b for _, b in pairs)
    print(
        f"first contentful paint / a page of one word: {ours:.0f} ms against {least:.0f} ms = {ours / least:.1f}; "
        f"{ours / LONGEST:.2f} of {LONGEST} ms ({'holds' if ours <= LONGEST else 'MISSED'})"
    )


def weigh(built: Path) -> None:
    """Print how much a browser has to load for it: what its service worker keeps, and the worker itself."""
    worker = (built / "service-worker.js").read_text("utf-8")
    names = ["service-worker.js", "icon.svg", *json.loads(worker[worker.index("[") : worker.index("]") + 1])]
    size = sum(len(gzip.compress((built / name).read_bytes())) for name in names)
    verdict = "holds" if size <= LARGEST else "MISSED"
    print(f"page without models: {size} bytes compressed = {size / LARGEST:.2f} of {LARGEST} ({verdict})")


def main() -> None:
    """Build the page and measure it."""
    npm.install(FRONTEND, "axe-core")
    with tempfile.TemporaryDirectory() as folder:
        done = npm.node(FRONTEND, "node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir")
        if done.returncode != 0:
            raise subprocess.CalledProcessError(done.returncode, "vite build", done.stdout)
        weigh(Path(folder))
        measure(Path(folder))


if __name__ == "__main__":
    main()
