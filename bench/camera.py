"""The speed of the page's camera during a session, in a headless browser without a GPU.

It measures how many pictures a second are examined, how long after a picture the page has the coach's answer, and for
how long the page's own thread is busy at most.

uv run --group dev bench/camera.py
"""

from __future__ import annotations

import math
import os
import re
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import cast

from playwright.sync_api import Page

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support import browser, npm
from support.fake_camera import CAMERA_ALLOWED_FLAG, build_clip_flags, launch_with_cameras, write_exercise_clip
from support.fake_server import FRONTEND_FOLDER
from support.home_fixture import ManualClock, answer_screening
from support.running_server import run_server

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Paths
from rearguard.web import site

ROUND_S, ROUNDS = 10, 3

MIN_PICTURES_PER_S, MAX_TASK_MS, MAX_DELAY_MS = 15, 50, 250
"""At least; at most in milliseconds; and so late the answer to a picture may be in the median, in milliseconds."""

LISTEN_SCRIPT = """(() => {
    const Line = WebSocket;
    window.late = [];
    window.WebSocket = class extends Line {
        taken = [];
        constructor(...where) {
            super(...where);
            this.addEventListener("message", ({ data }) => {
                const said = JSON.parse(data);
                if (said.type !== "coach" || !this.taken.length) return;
                late.push(performance.now() - 1000 * this.taken.shift());
            });
        }
        send(data) {
            const said = JSON.parse(data);
            if (said.do === "see") this.taken.push(said.t);
            super.send(data);
        }
    };
})()"""
"""Each sight that is sent says when its picture was taken, and has one answer; a cue is said as its answer comes."""

MEASURE_SCRIPT = """seconds => new Promise(done => {
    const tasks = [];
    new PerformanceObserver(list => tasks.push(...list.getEntries().map(entry => entry.duration)))
        .observe({ type: "longtask" });
    let frames = 0;
    const began = performance.now();
    requestAnimationFrame(function next() {
        frames++;
        if (performance.now() - began < seconds * 1000) requestAnimationFrame(next);
        else done({ rate: 1000 * frames / (performance.now() - began), longest: Math.max(0, ...tasks) });
    });
})"""


def main() -> None:
    """Measure several rounds, because other programs disturb the measurement."""
    chromium = browser.find_chromium()
    npm.install_packages(FRONTEND_FOLDER, "axe-core")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        npm.run_node(FRONTEND_FOLDER, "node_modules/vite/bin/vite.js", "build", "--outDir", str(place / "page"))
        site.STATIC = place / "page"
        clock = cast("ManualClock", SystemClock())  # the machine is never rotated here
        home = Paths(place / "config", place / "data", place / "cache")
        answer_screening(home, clock)
        camera = build_clip_flags(write_exercise_clip(place / "film.y4m"))
        with launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, *camera) as running, run_server(home, clock) as server:
            page = running.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(LISTEN_SCRIPT)
            page.goto(server.address)
            page.get_by_role("button", name="Start").click()
            page.get_by_role("button", name="Check my form").click()
            start_s = perf_counter()
            page.get_by_text("Your video never leaves this page.").wait_for(timeout=60_000)
            print(f"ready after {perf_counter() - start_s:.1f} s")
            page.wait_for_timeout(7000)  # the first pictures are slow, and at first two people are searched for
            for _ in range(ROUNDS):
                _round(page)


def _round(page: Page) -> None:
    page.evaluate("late.length = 0")
    figures = page.evaluate(MEASURE_SCRIPT, ROUND_S)
    late = median(page.evaluate("late") or [math.inf])  # a slow machine sends nothing
    pace_text = page.locator(".pace").inner_text()
    rate, took = (int(word) for word in re.findall(r"\d+", pace_text))
    good = rate >= MIN_PICTURES_PER_S and figures["longest"] <= MAX_TASK_MS and late <= MAX_DELAY_MS
    print(
        f"{rate} pictures a second (at least {MIN_PICTURES_PER_S}), {took} ms each in the worker; the coach's word "
        f"{late:.0f} ms after a picture was taken (at most {MAX_DELAY_MS}); "
        f"longest task of the page {figures['longest']:.0f} ms (at most {MAX_TASK_MS}), {figures['rate']:.0f} frames a "
        f"second; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors: {'holds' if good else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
