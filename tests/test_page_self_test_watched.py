"""Self-tests before the camera of a real browser: a simulated person does them, in the time of page and server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from browser import Chromium, behaved
from drawn import EXERCISES
from filmed import ALLOWED, TWO_CAMERAS, before
from playwright.sync_api import Page, expect
from scripted_camera import Camera, script_model
from server import Served
from simulation.cycle import cycle
from simulation.estimate import Quality, estimate
from simulation.fault import canonical
from simulation.passage import Passage, change, play, seconds, still
from simulation.posing import NEUTRAL, aligned

from rearguard.app.self_test import SelfTest
from rearguard.body.recording import Recording
from rearguard.core.side import Side
from rearguard.journal.entry import Kind

HOLDS_S = 6.0
STANDS = 5
RATE = 10.0
"""Pictures a second."""

LEAD_S = 4.0
"""Before the first try begins."""


def performance(name: str) -> Recording:
    """Return what a pose model makes of somebody who holds once, or stands up some times, left or with both sides."""
    exercise = EXERCISES[name]
    doing = cycle(exercise, exercise.levels[0], Side.LEFT if exercise.sides == "each" else Side.BOTH)
    top = doing.bodies[0]
    if exercise.dose.measure == "hold":
        neutral = aligned(NEUTRAL[exercise.posture], top)
        way = [change(neutral, top, 0.8), still(top, HOLDS_S - 0.8), change(top, neutral, 0.8)]
        passages = [still(neutral, LEAD_S + 2.0), *way, still(neutral, 2.0)]
    else:
        moving = Passage(doing.seconds * STANDS, lambda share: doing.at(share * STANDS))
        passages = [still(top, LEAD_S + 1.0), moving, still(top, 1.0)]
    t = np.arange(0, seconds(passages), 1 / RATE)
    bodies = play(passages, t)
    return estimate(bodies, t, canonical(exercise, bodies), np.random.default_rng(1), Quality(trouble=0.0))


@contextmanager
def watched(chromium: Chromium, server: Served, name: str) -> Iterator[tuple[Page, Camera]]:
    """Begin a test before a camera that sees somebody do it; time stands."""
    server.application.begin_test(name, lead=LEAD_S)
    with (
        before(chromium, ALLOWED, TWO_CAMERAS) as browser,
        behaved(browser, service_workers="block") as page,
    ):
        camera = Camera(page, server.clock)
        script_model(page, performance(name).sights())
        page.goto(server.address)
        page.evaluate("location.hash = '#/session'")
        camera.turn_on()
        yield page, camera


def under_way(server: Served) -> SelfTest:
    training = server.training
    assert isinstance(training, SelfTest)
    return training


@pytest.mark.parametrize(("name", "side"), [("one-leg-stance", "left"), ("bridge-hold", "both")])
def test_who_holds_before_the_camera_is_timed(name: str, side: str, chromium: Chromium, server: Served) -> None:
    with watched(chromium, server, name) as (page, camera):
        camera.go_on(LEAD_S + HOLDS_S + 10, rate=RATE, until=lambda: bool(under_way(server).test()["tries"]))
        (one,) = under_way(server).test()["tries"]
        assert (one["side"], one["by"]) == (side, "camera")
        assert one["value"] == pytest.approx(HOLDS_S, abs=0.7)
        if not under_way(server).over:
            page.keyboard.press("Escape")
            page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        server.wait(page, lambda: under_way(server).over)
        camera.go_on(1, rate=RATE)
        expect(page.locator(".measured")).to_contain_text("seconds")
        (kept,) = server.application.diary.read(Kind.TESTED)
        assert (kept.data["value"], kept.data["by"]) == (one["value"], "camera")


def test_who_stands_up_before_the_camera_is_counted(chromium: Chromium, server: Served) -> None:
    with watched(chromium, server, "chair-stand") as (page, camera):
        camera.go_on(LEAD_S + 10, rate=RATE)
        expect(page.get_by_text("counted: ")).to_be_visible()
        camera.go_on(30, rate=RATE, until=lambda: under_way(server).over)
        camera.go_on(1, rate=RATE)
        expect(page.locator(".measured")).to_be_visible()  # which the page is told when it is kept
        (kept,) = server.application.diary.read(Kind.TESTED)
        assert kept.data["value"] == STANDS
        assert (kept.data["unit"], kept.data["by"]) == ("reps", "camera")
        expect(page.locator(".measured")).to_contain_text(f"{kept.data['value']} ± 1 times")
