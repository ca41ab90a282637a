"""Self-tests before the camera of a real browser, which plays a film of a drawn person who does them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect
from support.browser import Chromium, behaved
from support.drawn_figures import EXERCISES
from support.fake_camera import ALLOWED, LOADING_MS, Said, before, playing
from support.running_server import Served
from support.simulation.clip import write_clip
from support.simulation.cycle import cycle
from support.simulation.fault_synthesis import canonical
from support.simulation.passage import Passage, change, play, seconds, still
from support.simulation.person import Person
from support.simulation.postures import NEUTRAL, aligned
from support.simulation.truth import Truth

from rearguard.app.training.coached_set import WatchedSet
from rearguard.app.training.self_test_session import SelfTest
from rearguard.body.recording import Recording
from rearguard.core.side import Side
from rearguard.journal.entry import Kind

HOLDS = 6.0
"""Seconds of a hold in a film."""


def performer(name: str) -> Person:
    """Return somebody who holds once, or stands up three times, on the left or with both sides."""
    exercise = EXERCISES[name]
    side = Side.LEFT if exercise.sides == "each" else Side.BOTH
    doing = cycle(exercise, exercise.levels[0], side)
    top = doing.bodies[0]
    passages: list[Passage]
    if exercise.dose.measure == "hold":
        neutral = aligned(NEUTRAL[exercise.posture], top)
        way = [change(neutral, top, 0.8), still(top, HOLDS - 0.8), change(top, neutral, 0.8)]
        passages = [still(neutral, 3.0), *way, still(neutral, 2.0)]
    else:
        passages = [Passage(doing.seconds * 3, lambda share: doing.at(share * 3))]
    t = np.arange(0, seconds(passages), 1 / 30)
    bodies = play(passages, t)
    viewpoint = canonical(exercise, bodies)
    unseen = Recording(t=t[:0], image=np.empty((0, 33, 4)), world=np.empty((0, 33, 3)), size=viewpoint.size)
    return Person(t=t, bodies=bodies, viewpoint=viewpoint, recording=unseen, truth=Truth(side=side))


@contextmanager
def watched(chromium: Chromium, folder: Path, server: Served, name: str) -> Iterator[tuple[Page, Said]]:
    """Begin a test, with a browser whose camera sees somebody do it over and over, and wait until they are seen."""
    who = performer(name)
    write_clip(folder / "film.y4m", who, float(who.t[-1]), 15, (320, 240))
    server.application.begin_test(name, lead=4.0)
    with (
        before(chromium, ALLOWED, *playing(folder / "film.y4m")) as browser,
        behaved(browser, service_workers="block") as page,
    ):
        said = Said(page)
        page.emulate_media(reduced_motion="reduce")
        page.goto(server.address)
        page.evaluate("location.hash = '#/session'")
        page.get_by_role("button", name="Check my form").click()
        yield page, said


def under_way(server: Served) -> SelfTest:
    training = server.training
    assert isinstance(training, SelfTest)
    return training


def wait(page: Page, what: Callable[[], bool]) -> None:
    """Wait until something is so, for as long as a busy machine needs."""
    for _ in range(LOADING_MS // 25):
        if what():
            return
        page.wait_for_timeout(25)
    pytest.fail(f"it never came: {page.locator('main').inner_text()}")


def turn(server: Served, said: Said, seconds: int) -> None:
    """Turn the server's clock, never so far at once that the camera would seem to have gone."""
    for _ in range(seconds):
        server.clock.turn(1.0)
        said.wait("see")


def bout(server: Served) -> WatchedSet | None:
    """Return what is before the camera."""
    coaching = server.application.coaching
    return None if coaching is None else coaching.watched


def holding(server: Served) -> bool:
    now = bout(server)
    return now is not None and now.progress.holding


@pytest.mark.parametrize(("name", "side"), [("one-leg-stance", "left"), ("bridge-hold", "both")])
def test_who_holds_before_the_camera_is_timed(
    name: str, side: str, chromium: Chromium, tmp_path: Path, server: Served
) -> None:
    with watched(chromium, tmp_path, server, name) as (page, said):
        # The server's clock stands: it is let on just when a hold is over, so that the next one is seen whole.
        wait(page, lambda: holding(server))
        wait(page, lambda: not holding(server))
        turn(server, said, 4)
        wait(page, lambda: bool(under_way(server).test()["tries"]))
        (one,) = under_way(server).test()["tries"]
        assert (one["side"], one["by"]) == (side, "camera")
        assert one["value"] == pytest.approx(HOLDS, abs=0.7)
        if not under_way(server).over:
            page.keyboard.press("Escape")
            page.get_by_role("dialog").get_by_role("button", name="Stop").click()
        expect(page.locator(".measured")).to_contain_text(re.compile(r"\d s\b"))
        (kept,) = server.application.diary.read(Kind.TESTED)
        assert (kept.data["value"], kept.data["by"]) == (one["value"], "camera")


def test_who_stands_up_before_the_camera_is_counted(chromium: Chromium, tmp_path: Path, server: Served) -> None:
    with watched(chromium, tmp_path, server, "chair-stand") as (page, said):
        wait(page, lambda: (now := bout(server)) is not None and now.progress.ready)
        turn(server, said, 4)
        wait(page, lambda: (now := bout(server)) is not None and now.reps >= 2)
        expect(page.get_by_text(re.compile(r"\d counted"))).to_be_visible()
        turn(server, said, 30)
        expect(page.locator(".measured")).to_be_visible()  # which the page is told when it is kept
        (kept,) = server.application.diary.read(Kind.TESTED)
        assert kept.data["value"] >= 2
        assert (kept.data["unit"], kept.data["by"]) == ("reps", "camera")
        expect(page.locator(".measured")).to_contain_text(f"{kept.data['value']} reps (±1)")
