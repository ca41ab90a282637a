"""A session that is watched: a simulated person does it before the camera, and their truth is known."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from support.camera_session import nobody, only, show, sights, someone
from support.home_fixture import TurnedClock, answer
from support.home_fixture import cleared as keep_cleared

from rearguard.app.application import Application
from rearguard.app.media.recording_buffer import MOST, Take
from rearguard.app.person.paths import Home
from rearguard.app.training.coached_set import BLIND
from rearguard.app.training.coaching import SILENT, Coaching
from rearguard.core.errors import Misuse
from rearguard.core.message import untranslated
from rearguard.journal.entry import Kind
from rearguard.session.pace import HAIR, PATIENCE, STRETCH

BRIDGE, CLAM = "glute-bridge", "clamshell"


@pytest.fixture(autouse=True)
def _cleared(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(60)


@pytest.fixture
def bridging(application: Application) -> Application:
    """Someone whose session is bridges and nothing else, in its lead-in."""
    application.begin(only(BRIDGE))
    return application


def coaching(application: Application) -> Coaching:
    assert application.coaching is not None
    return application.coaching


def position(application: Application) -> float:
    assert application.training is not None
    return application.training.state.position


def kept(application: Application, kind: Kind) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in application.diary.read(kind)]


def ticks(application: Application, clock: TurnedClock, seconds: int) -> None:
    for _ in range(seconds):
        clock.turn(1)
        application.do("tick")


def away_after(seconds: float, exercise: str = BRIDGE) -> Iterator[Any]:
    """Somebody who begins, and then turns the camera to the wall."""
    for sight in sights(someone(exercise)):
        yield sight if sight.t < seconds else type(sight)(t=sight.t, people=(), size=sight.size)


def test_each_repetition_that_is_seen_moves_the_session_and_the_set_is_kept(
    bridging: Application, clock: TurnedClock
) -> None:
    truth = someone(BRIDGE).truth.reps
    counts: list[int] = []

    def look() -> None:
        showing = coaching(bridging).document(untranslated)["showing"]
        if showing is not None and showing["bout"] == 0:
            counts.append(showing["reps"])

    ticks(bridging, clock, 9)
    show(bridging, clock, sights(someone(BRIDGE)), look)

    assert counts == sorted(counts)
    assert counts[-1] >= len(truth) - 1
    (judged,) = kept(bridging, Kind.SET_JUDGED)
    (done, *_) = kept(bridging, Kind.STEP_DONE)
    assert (done["index"], done["exercise"], done["reps"]) == (0, BRIDGE, 10)
    assert (judged["index"], judged["exercise"], judged["set"], judged["planned"]["reps"]) == (0, BRIDGE, 1, 10)
    assert len(judged["reps"]) == 10
    assert judged["seen"] > 0.95
    assert judged["score"] > 0.9
    assert all(0 <= rep["peak"] < rep["end"] for rep in judged["reps"])


def test_who_is_not_in_position_is_told_so_and_waited_for_and_not_for_ever(
    bridging: Application, clock: TurnedClock
) -> None:
    said: list[str] = []

    def look() -> None:
        say = coaching(bridging).document(untranslated)["say"]
        said.extend([say["text"]] if say else [])

    show(bridging, clock, nobody(10.0 + PATIENCE - 1), look)
    assert position(bridging) == -HAIR
    assert any("can't see you" in text for text in said)
    assert any("Put the camera" in text for text in said)

    ticks(bridging, clock, 2)
    assert position(bridging) > 0


def test_a_camera_that_sees_nobody_makes_one_wait_only_once(bridging: Application, clock: TurnedClock) -> None:
    show(bridging, clock, nobody(10.0 + PATIENCE + 65.0 + 5.0))

    assert position(bridging) == pytest.approx(65.0 + 5.0, abs=0.3)


def test_a_set_begins_at_once_when_one_is_in_position_and_never_before_its_time(
    bridging: Application, clock: TurnedClock
) -> None:
    show(bridging, clock, nobody(20.0))
    assert position(bridging) == -HAIR

    show(bridging, clock, sights(someone(BRIDGE), after=21.0), lambda: None)

    (judged, *_) = kept(bridging, Kind.SET_JUDGED)
    assert len(judged["reps"]) == len(someone(BRIDGE).truth.reps)


def test_what_is_done_before_the_set_begins_is_not_counted(bridging: Application, clock: TurnedClock) -> None:
    early = [sight for sight in sights(someone(BRIDGE)) if sight.t < 9.5]
    assert any(rep.end < 9.0 for rep in someone(BRIDGE).truth.reps)

    show(bridging, clock, iter(early))

    assert coaching(bridging).document(untranslated)["showing"]["reps"] == 0
    assert position(bridging) < 0


def test_a_camera_that_falls_silent_leaves_the_session_to_the_clock_without_a_jump(
    bridging: Application, clock: TurnedClock
) -> None:
    ticks(bridging, clock, 9)
    show(bridging, clock, (sight for sight in sights(someone(BRIDGE)) if sight.t < 8.0))
    before = position(bridging)
    training = bridging.training
    assert training is not None

    ticks(bridging, clock, round(SILENT) + 1)
    resumed = position(bridging)
    ticks(bridging, clock, 5)

    assert before <= resumed <= before + SILENT + 1
    assert position(bridging) == pytest.approx(resumed + 5, abs=1e-6)
    assert coaching(bridging).document(untranslated)["showing"] is None


def test_a_camera_that_is_turned_off_leaves_it_to_the_clock_at_once(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 9)
    show(bridging, clock, (sight for sight in sights(someone(BRIDGE)) if sight.t < 8.0))
    before = position(bridging)

    coaching(bridging).unsee()

    assert position(bridging) == before
    ticks(bridging, clock, 4)
    assert position(bridging) == pytest.approx(before + 4, abs=1e-6)


def test_who_goes_out_of_the_picture_is_left_to_the_clock_after_a_moment(
    bridging: Application, clock: TurnedClock
) -> None:
    ticks(bridging, clock, 9)
    show(bridging, clock, away_after(9.0))

    training = bridging.training
    assert training is not None
    assert training.state.pace is not None
    assert training.state.pace.left > STRETCH * 40 - 2 * BLIND
    document = coaching(bridging).document(untranslated)
    assert document["advice"]


def test_a_set_in_which_nobody_was_seen_is_not_judged(bridging: Application, clock: TurnedClock) -> None:
    show(bridging, clock, nobody(5.0))
    ticks(bridging, clock, round(5 + 65 + PATIENCE))

    assert kept(bridging, Kind.STEP_DONE)
    assert kept(bridging, Kind.SET_JUDGED) == []


def test_a_set_that_is_skipped_is_judged_by_what_was_done(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 9)
    show(bridging, clock, (sight for sight in sights(someone(BRIDGE)) if sight.t < 13.5))

    bridging.do("skip")

    (judged,) = kept(bridging, Kind.SET_JUDGED)
    assert len(judged["reps"]) == 3
    assert kept(bridging, Kind.STEP_DONE) == []


def test_going_back_begins_the_count_anew(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 9)
    seen = list(sights(someone(BRIDGE)))
    show(bridging, clock, (sight for sight in seen if sight.t < 13.5))

    bridging.do("back")
    show(bridging, clock, (sight for sight in seen if 13.5 <= sight.t < 14.5))

    assert coaching(bridging).document(untranslated)["showing"]["reps"] == 0


def test_after_clamshells_one_is_asked_about_the_wall_and_the_answer_is_kept(
    application: Application, clock: TurnedClock
) -> None:
    application.begin(only(CLAM))
    ticks(application, clock, 9)
    show(application, clock, sights(someone(CLAM)))
    while coaching(application).asked is None:
        ticks(application, clock, 1)

    assert coaching(application).document(untranslated)["ask"]["text"] == "Did your back leave the wall?"
    coaching(application).answer(yes=True)

    (said,) = kept(application, Kind.ANSWERED)
    assert (said["question"], said["answer"], said["exercise"], said["index"]) == ("rolled", "yes", CLAM, 0)
    assert coaching(application).document(untranslated)["ask"] is None
    with pytest.raises(Misuse, match="Nothing was asked"):
        coaching(application).answer(yes=False)


def test_nothing_moves_or_counts_while_the_session_stands_still(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 10)
    bridging.do("pause")
    before = position(bridging)

    show(bridging, clock, sights(someone(BRIDGE)))

    assert position(bridging) == before
    assert coaching(bridging).document(untranslated)["showing"]["reps"] == 0


def test_a_page_that_is_loaded_anew_begins_its_clock_anew_and_the_count_goes_on(
    bridging: Application, clock: TurnedClock
) -> None:
    ticks(bridging, clock, 9)
    seen = list(sights(someone(BRIDGE), after=1000.0))
    show(bridging, clock, (sight for sight in seen if sight.t < 1013.5))
    counted = coaching(bridging).document(untranslated)["showing"]["reps"]

    show(bridging, clock, (sight for sight in sights(someone(BRIDGE)) if 13.5 <= sight.t < 24.0))

    assert coaching(bridging).document(untranslated)["showing"]["reps"] >= counted + 2


def test_sights_that_come_faster_than_any_camera_are_passed_over(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 11)
    for number in range(1000):
        bridging.see(5.0 + number / 1e6, (640, 480), [])
    assert coaching(bridging).take is None
    bridging.do("skip")
    assert kept(bridging, Kind.SET_JUDGED) == []


def test_what_was_seen_of_the_last_set_can_be_saved_and_read(bridging: Application, clock: TurnedClock) -> None:
    assert bridging.take is None
    ticks(bridging, clock, 9)
    show(bridging, clock, sights(someone(BRIDGE)))

    assert bridging.take is not None
    with np.load(io.BytesIO(bridging.take.npz()), allow_pickle=False) as saved:
        t, image, world, size = (saved[name] for name in ("t", "image", "world", "size"))
    assert image.shape == (len(t), 33, 4)
    assert world.shape == (len(t), 33, 3)
    assert t[0] == 0
    assert tuple(size) == someone(BRIDGE).recording.size
    bridging.put_away()
    assert bridging.take is not None, "it can be saved at the end, too"


def test_a_take_takes_no_more_than_it_may() -> None:
    take = Take()
    for sight in nobody(MOST / 10 + 5):
        take.add(sight, None)

    assert len(take) == MOST


def test_what_is_watched_of_a_session_survives_its_end(bridging: Application, clock: TurnedClock) -> None:
    ticks(bridging, clock, 9)
    show(bridging, clock, (sight for sight in sights(someone(BRIDGE)) if sight.t < 13.5))

    bridging.put_away()

    assert len(kept(bridging, Kind.SET_JUDGED)) == 1
    assert bridging.coaching is None


def test_a_session_that_nobody_watches_never_loads_numpy(home: Home) -> None:
    code = (
        "import sys; from rearguard.app.application import Application; "
        "from rearguard.app.person.clock import SystemClock; "
        "from rearguard.app.person.paths import home; from rearguard.app.training.planning import Wish; "
        "one = Application(home(), SystemClock()); one.begin(Wish()); one.do('tick'); one.close(); "
        "sys.exit('numpy' in sys.modules)"
    )
    keep_cleared(home)

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
