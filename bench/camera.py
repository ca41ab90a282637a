"""How quick the page's camera is while a session runs, in a headless browser without a GPU.

How many pictures a second are looked at, how long after a picture was taken the page has what the coach says to it, and
how long the page's own thread is busy at most.

uv run bench/camera.py
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
from support.fake_camera import ALLOWED, before, film, playing
from support.fake_server import FRONTEND
from support.home_fixture import TurnedClock, answer
from support.running_server import served

from rearguard.app.person.clock import SystemClock
from rearguard.app.person.paths import Home
from rearguard.web import site

SECONDS, ROUNDS = 10, 3

PICTURES_A_SECOND, LONGEST_TASK, LATE = 15, 50, 250
"""At least; at most in milliseconds; and so late the answer to a picture may be in the median, in milliseconds."""

LISTEN = """(() => {
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

MEASURE = """seconds => new Promise(done => {
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
    """Measure some rounds, for other programs disturb."""
    chromium = browser.find()
    npm.install(FRONTEND, "axe-core")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        npm.node(FRONTEND, "node_modules/vite/bin/vite.js", "build", "--outDir", str(place / "page"))
        site.STATIC = place / "page"
        clock = cast("TurnedClock", SystemClock())  # nobody turns it here
        home = Home(place / "config", place / "data", place / "cache")
        answer(home, clock)
        camera = playing(film(place / "film.y4m"))
        with before(chromium, ALLOWED, *camera) as running, served(home, clock) as server:
            page = running.new_page(viewport={"width": 1280, "height": 800})
            page.add_init_script(LISTEN)
            page.goto(server.address)
            page.get_by_role("button", name="Start").click()
            page.get_by_role("button", name="Check my form").click()
            asked = perf_counter()
            page.get_by_text("Your video never leaves this page.").wait_for(timeout=60_000)
            print(f"ready after {perf_counter() - asked:.1f} s")
            page.wait_for_timeout(7000)  # the first pictures are slow, and two people are looked for at first
            for _ in range(ROUNDS):
                _round(page)


def _round(page: Page) -> None:
    page.evaluate("late.length = 0")
    found = page.evaluate(MEASURE, SECONDS)
    late = median(page.evaluate("late") or [math.inf])  # a slow machine sends nothing
    said = page.locator(".pace").inner_text()
    rate, took = (int(word) for word in re.findall(r"\d+", said))
    good = rate >= PICTURES_A_SECOND and found["longest"] <= LONGEST_TASK and late <= LATE
    print(
        f"{rate} pictures a second (at least {PICTURES_A_SECOND}), {took} ms each in the worker; the coach's word "
        f"{late:.0f} ms after a picture was taken (at most {LATE}); "
        f"longest task of the page {found['longest']:.0f} ms (at most {LONGEST_TASK}), {found['rate']:.0f} frames a "
        f"second; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors: {'holds' if good else 'MISSED'}"
    )


if __name__ == "__main__":
    main()
