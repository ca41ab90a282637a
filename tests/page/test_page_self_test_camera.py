"""Self-tests launch_with_cameras the camera of a real browser: a simulated person does them, in the time of page and server."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.browser import Chromium, open_guarded_page
from support.drawn_figures import EXERCISES
from support.fake_camera import CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG, launch_with_cameras
from support.running_server import RunningServer
from support.scripted_camera import Camera, script_model
from support.simulation.cycle import build_cycle
from support.simulation.fault_synthesis import build_reference_viewpoint
from support.simulation.passage import Passage, hold_still, move_between, play_passages, sum_seconds
from support.simulation.pose_estimation import ModelQuality, estimate_pose
from support.simulation.postures import NEUTRAL_POSTURES, align_body

from rearguard.app.training.self_test_session import SelfTestSession
from rearguard.body.recording import PoseRecording
from rearguard.core.side import Side
from rearguard.journal.entry import EventKind

HOLDS_S = 6.0
STANDS = 5
RATE = 10.0
"""Pictures a second."""

LEAD_S = 4.0
"""Before the first try begins."""


def performance(name: str) -> PoseRecording:
    """Return what a pose model makes of somebody who holds once, or stands up some times, left or with both sides."""
    exercise = EXERCISES[name]
    doing = build_cycle(exercise, exercise.levels[0], Side.LEFT if exercise.sides == "each" else Side.BOTH)
    top = doing.bodies[0]
    if exercise.dose.measure == "hold":
        neutral = align_body(NEUTRAL_POSTURES[exercise.posture], top)
        way = [move_between(neutral, top, 0.8), hold_still(top, HOLDS_S - 0.8), move_between(top, neutral, 0.8)]
        passages = [hold_still(neutral, LEAD_S + 2.0), *way, hold_still(neutral, 2.0)]
    else:
        moving = Passage(doing.seconds * STANDS, lambda share: doing.interpolate(share * STANDS))
        passages = [hold_still(top, LEAD_S + 1.0), moving, hold_still(top, 1.0)]
    t = np.arange(0, sum_seconds(passages), 1 / RATE)
    bodies = play_passages(passages, t)
    return estimate_pose(
        bodies,
        t,
        build_reference_viewpoint(exercise, bodies),
        np.random.default_rng(1),
        ModelQuality(failure_factor=0.0),
    )


@contextmanager
def watched(chromium: Chromium, server: RunningServer, name: str) -> Iterator[tuple[Page, Camera]]:
    """Begin a test before a camera that sees somebody do it; time stands."""
    server.application.start_test(name, lead=LEAD_S)
    with (
        launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, TWO_CAMERAS_FLAG) as browser,
        open_guarded_page(browser, service_workers="block") as page,
    ):
        camera = Camera(page, server.clock)
        script_model(page, performance(name).frames())
        page.goto(server.address)
        page.evaluate("location.hash = '#/session'")
        camera.turn_on()
        yield page, camera


def under_way(server: RunningServer) -> SelfTestSession:
    training = server.training
    assert isinstance(training, SelfTestSession)
    return training


@pytest.mark.parametrize(("name", "side"), [("one-leg-stance", "left"), ("bridge-hold", "both")])
def test_who_holds_before_the_camera_is_timed(name: str, side: str, chromium: Chromium, server: RunningServer) -> None:
    with watched(chromium, server, name) as (page, camera):
        camera.go_on(LEAD_S + HOLDS_S + 10, rate=RATE, until=lambda: bool(under_way(server).test_json()["tries"]))
        (one,) = under_way(server).test_json()["tries"]
        assert (one["side"], one["by"]) == (side, "camera")
        assert one["value"] == pytest.approx(HOLDS_S, abs=0.7)
        if not under_way(server).is_over:
            page.keyboard.press("Escape")
            page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        server.wait_until(page, lambda: under_way(server).is_over)
        camera.go_on(1, rate=RATE)
        expect(page.locator(".measured")).to_contain_text(re.compile(r"\d s\b"))
        (kept,) = server.application.diary.read(EventKind.TESTED)
        assert (kept.data["value"], kept.data["by"]) == (one["value"], "camera")


def test_who_stands_up_before_the_camera_is_counted(chromium: Chromium, server: RunningServer) -> None:
    with watched(chromium, server, "chair-stand") as (page, camera):
        camera.go_on(LEAD_S + 10, rate=RATE)
        expect(page.get_by_text(re.compile(r"\d counted"))).to_be_visible()
        camera.go_on(30, rate=RATE, until=lambda: under_way(server).is_over)
        camera.go_on(1, rate=RATE)
        expect(page.locator(".measured")).to_be_visible()  # which the page is told when it is kept
        (kept,) = server.application.diary.read(EventKind.TESTED)
        assert kept.data["value"] == STANDS
        assert (kept.data["unit"], kept.data["by"]) == ("reps", "camera")
        expect(page.locator(".measured")).to_contain_text(f"{kept.data['value']} reps (±1)")
