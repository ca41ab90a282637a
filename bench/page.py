"""The time until the page is visible, and its size, in a headless browser with an empty cache.

uv run --group dev bench/page.py
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
from support.fake_server import FRONTEND_FOLDER
from support.home_fixture import ManualClock, answer_screening
from support.running_server import run_server

from rearguard.app.person.paths import Paths
from rearguard.web import site

LOADS = 15

MAX_FIRST_PAINT_MS, MAX_PAGE_BYTES = 300, 120_000
"""At most: milliseconds from the server's answer to something to be seen; bytes, compressed."""

FIRST_PAINT_SCRIPT = """() => new Promise((done) => new PerformanceObserver((list) => {
    const [paint] = list.getEntriesByName("first-contentful-paint");
    const [page] = performance.getEntriesByType("navigation");
    if (paint) done(paint.startTime - page.responseEnd);
}).observe({ type: "paint", buffered: true }))"""

HELLO_PAGE = "<!doctype html><title>Hello</title><p>Hello"
"""The least that a browser could show."""


def time_first_paint(running: Browser, address: str) -> float:
    """Return the milliseconds from the server's answer to the first content, in a new, empty profile."""
    with running.new_context() as context:
        page = context.new_page()
        page.goto(address)
        took: float = page.evaluate(FIRST_PAINT_SCRIPT)
    return took


def measure_first_paint(built: Path) -> None:
    """Print the first paint, against a page of one word from the same server."""
    (built / "hello.html").write_text(HELLO_PAGE, "utf-8")
    chromium = browser.find_chromium()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        os.environ["REARGUARD_HOME"] = folder
        home, clock = Paths(Path(folder) / "config", Path(folder) / "data", Path(folder) / "cache"), ManualClock()
        answer_screening(home, clock)
        site.STATIC = built
        running = playwright.chromium.launch(
            executable_path=chromium.path, args=browser.CHROMIUM_FLAGS, env={**os.environ, **chromium.env}
        )
        with run_server(home, clock) as server:
            hello = server.address.replace("/?", "/hello.html?")
            time_first_paint(running, server.address)  # the browser itself has started
            pairs = [
                (time_first_paint(running, server.address), time_first_paint(running, hello)) for _ in range(LOADS)
            ]
        running.close()
    ours, least = median(a for a, _ in pairs), median(b for _, b in pairs)
    verdict = "holds" if ours <= MAX_FIRST_PAINT_MS else "MISSED"
    print(
        f"first contentful paint / a page of one word: {ours:.0f} ms against {least:.0f} ms = {ours / least:.1f}; "
        f"{ours / MAX_FIRST_PAINT_MS:.2f} of {MAX_FIRST_PAINT_MS} ms ({verdict})"
    )


def measure_size(built: Path) -> None:
    """Print the bytes that a browser has to load: the files that its service worker caches, and the worker itself."""
    worker = (built / "service-worker.js").read_text("utf-8")
    names = ["service-worker.js", "icon.svg", *json.loads(worker[worker.index("[") : worker.index("]") + 1])]
    size = sum(len(gzip.compress((built / name).read_bytes())) for name in names)
    verdict = "holds" if size <= MAX_PAGE_BYTES else "MISSED"
    print(f"page without models: {size} bytes compressed = {size / MAX_PAGE_BYTES:.2f} of {MAX_PAGE_BYTES} ({verdict})")


def main() -> None:
    """Build the page and measure it."""
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    with tempfile.TemporaryDirectory() as folder:
        result = npm.run_node(
            FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir"
        )
        if result.returncode != 0:
            raise subprocess.CalledProcessError(result.returncode, "vite build", result.stdout)
        measure_size(Path(folder))
        measure_first_paint(Path(folder))


if __name__ == "__main__":
    main()
