"""The smoothness of the figure during a session, in a headless browser without a GPU, at 1280 × 800.

uv run --group dev bench/figure.py
"""

from __future__ import annotations

import os
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import browser, npm
from support.fake_server import FRONTEND_FOLDER, FakeServer, load_snapshot

SECONDS_PER_EXERCISE = 8
"""Of each exercise."""

MIN_FRAMES_PER_S, MAX_TASK_MS = 50, 50
"""At least, and at most in milliseconds."""

MEASURE_SCRIPT = """seconds => new Promise(done => {
    const tasks = [], frames = [];
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration)))
        .observe({ type: "longtask" });
    const began = performance.now();
    requestAnimationFrame(function next(now) {
        frames.push(now);
        if (performance.now() - began < seconds * 1000) requestAnimationFrame(next);
        else done({ frames, longest: Math.max(0, ...tasks) });
    });
})"""


def main() -> None:
    """Measure each exercise of the plan."""
    chromium = browser.find_chromium()
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        npm.run_node(FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", folder, "--emptyOutDir")
        running = playwright.chromium.launch(
            executable_path=chromium.path, args=browser.CHROMIUM_FLAGS, env={**os.environ, **chromium.env}
        )
        steps = {step["exercise"]: step for step in load_snapshot("session")["plan"]["steps"] if step["kind"] == "work"}
        for name, step in steps.items():
            page = running.new_page(viewport={"width": 1280, "height": 800})
            fake_server = FakeServer(page, Path(folder))
            fake_server.open_session(position=step["at"])
            page.get_by_role("img").wait_for()
            page.wait_for_timeout(1500)  # the browser has compiled the code that runs often
            page.get_by_role("button", name="Rotate").click()
            figures = page.evaluate(MEASURE_SCRIPT, SECONDS_PER_EXERCISE)
            frames = figures["frames"]
            rate = 1000 * (len(frames) - 1) / (frames[-1] - frames[0])
            gap = median(after - before for before, after in pairwise(frames))
            good = rate >= MIN_FRAMES_PER_S and figures["longest"] <= MAX_TASK_MS
            print(
                f"{name}: {rate:.0f} frames a second (at least {MIN_FRAMES_PER_S}), every {gap:.1f} ms; "
                f"longest task {figures['longest']:.0f} ms (at most {MAX_TASK_MS}): {'holds' if good else 'MISSED'}"
            )
            page.close()
        running.close()


if __name__ == "__main__":
    main()
