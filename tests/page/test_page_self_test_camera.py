"""Self-tests before the camera of a real browser, which plays a film of a drawn person who does them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.browser import Chromium, open_guarded_page
from support.drawn_figures import EXERCISES
from support.fake_camera import (
    CAMERA_ALLOWED_FLAG,
    MODEL_TIMEOUT_MS,
    SentMessages,
    build_clip_flags,
    launch_with_cameras,
)
from support.running_server import RunningServer
from support.simulation.clip import write_clip
from support.simulation.cycle import build_cycle
from support.simulation.fault_synthesis import build_reference_viewpoint
from support.simulation.passage import Passage, hold_still, move_between, play_passages, sum_seconds
from support.simulation.person import SimulatedPerson
from support.simulation.postures import NEUTRAL_POSTURES, align_body
from support.simulation.truth import Truth

from rearguard.app.training.self_test_session import SelfTestSession
from rearguard.body.recording import PoseRecording
from rearguard.coach.coached_set import CoachedSet
from rearguard.core.side import Side
from rearguard.journal.entry import EventKind

HOLDS = 6.0
"""Seconds of a hold in a film."""


def performer(name: str) -> SimulatedPerson:
    """Return somebody who holds once, or stands up three times, on the left or with both sides."""
    exercise = EXERCISES[name]
    side = Side.LEFT if exercise.sides == "each" else Side.BOTH
    doing = build_cycle(exercise, exercise.levels[0], side)
    top = doing.bodies[0]
    passages: list[Passage]
    if exercise.dose.measure == "hold":
        neutral = align_body(NEUTRAL_POSTURES[exercise.posture], top)
        way = [move_between(neutral, top, 0.8), hold_still(top, HOLDS - 0.8), move_between(top, neutral, 0.8)]
        passages = [hold_still(neutral, 3.0), *way, hold_still(neutral, 2.0)]
    else:
        passages = [Passage(doing.seconds * 3, lambda share: doing.interpolate(share * 3))]
    t = np.arange(0, sum_seconds(passages), 1 / 30)
    bodies = play_passages(passages, t)
    viewpoint = build_reference_viewpoint(exercise, bodies)
    unseen = PoseRecording(t=t[:0], image=np.empty((0, 33, 4)), world=np.empty((0, 33, 3)), size=viewpoint.size)
    return SimulatedPerson(t=t, bodies=bodies, viewpoint=viewpoint, recording=unseen, truth=Truth(side=side))


@contextmanager
def watched(chromium: Chromium, folder: Path, server: RunningServer, name: str) -> Iterator[tuple[Page, SentMessages]]:
    """Begin a test, with a browser whose camera sees somebody do it over and over, and wait until they are seen."""
    who = performer(name)
    write_clip(folder / "film.y4m", who, float(who.t[-1]), 15, (320, 240))
    server.application.start_test(name, lead=4.0)
    with (
        launch_with_cameras(chromium, CAMERA_ALLOWED_FLAG, *build_clip_flags(folder / "film.y4m")) as browser,
        open_guarded_page(browser, service_workers="block") as page,
    ):
        said = SentMessages(page)
        page.emulate_media(reduced_motion="reduce")
        page.goto(server.address)
        page.evaluate("location.hash = '#/session'")
        page.get_by_role("button", name="Check my form").click()
        yield page, said


def under_way(server: RunningServer) -> SelfTestSession:
    training = server.training
    assert isinstance(training, SelfTestSession)
    return training


def wait(page: Page, what: Callable[[], bool]) -> None:
    """Wait until something is so, for as long as a busy machine needs."""
    for _ in range(MODEL_TIMEOUT_MS // 25):
        if what():
            return
        page.wait_for_timeout(25)
    pytest.fail(f"it never came: {page.locator('main').inner_text()}")


def turn(server: RunningServer, said: SentMessages, seconds: int) -> None:
    """Turn the server's clock, never so far at once that the camera would seem to have gone."""
    for _ in range(seconds):
        server.clock.advance(1.0)
        said.wait_for("see")


def bout(server: RunningServer) -> CoachedSet | None:
    """Return what is before the camera."""
    coaching = server.application.live_coach
    return None if coaching is None else coaching.current_set


def holding(server: RunningServer) -> bool:
    now = bout(server)
    return now is not None and now.progress.is_holding


@pytest.mark.parametrize(("name", "side"), [("one-leg-stance", "left"), ("bridge-hold", "both")])
def test_who_holds_before_the_camera_is_timed(
    name: str, side: str, chromium: Chromium, tmp_path: Path, server: RunningServer
) -> None:
    with watched(chromium, tmp_path, server, name) as (page, said):
        # The server's clock stands: it is let on just when a hold is over, so that the next one is seen whole.
        wait(page, lambda: holding(server))
        wait(page, lambda: not holding(server))
        turn(server, said, 4)
        wait(page, lambda: bool(under_way(server).test_json()["tries"]))
        (one,) = under_way(server).test_json()["tries"]
        assert (one["side"], one["by"]) == (side, "camera")
        assert one["value"] == pytest.approx(HOLDS, abs=0.7)
        if not under_way(server).is_over:
            page.keyboard.press("Escape")
            page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        expect(page.locator(".measured")).to_contain_text(re.compile(r"\d s\b"))
        (kept,) = server.application.diary.read(EventKind.TESTED)
        assert (kept.data["value"], kept.data["by"]) == (one["value"], "camera")


def test_who_stands_up_before_the_camera_is_counted(chromium: Chromium, tmp_path: Path, server: RunningServer) -> None:
    with watched(chromium, tmp_path, server, "chair-stand") as (page, said):
        wait(page, lambda: (now := bout(server)) is not None and now.progress.in_posture)
        turn(server, said, 4)
        wait(page, lambda: (now := bout(server)) is not None and now.reps >= 2)
        expect(page.get_by_text(re.compile(r"\d counted"))).to_be_visible()
        turn(server, said, 30)
        expect(page.locator(".measured")).to_be_visible()  # which the page is told when it is kept
        (kept,) = server.application.diary.read(EventKind.TESTED)
        assert kept.data["value"] >= 2
        assert (kept.data["unit"], kept.data["by"]) == ("reps", "camera")
        expect(page.locator(".measured")).to_contain_text(f"{kept.data['value']} reps (±1)")
