"""A session that is watched: a simulated person does it before the camera, and their truth is known."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from support.camera_session import feed_camera, plan_request_for, replay_empty_room, replay_sights, simulate_clean_set
from support.home_fixture import ManualClock, answer_screening
from support.home_fixture import pass_screening as keep_cleared

from rearguard.app.application import Application
from rearguard.app.media.recording_buffer import MAX_BUFFERED_MOMENTS, RecordingBuffer
from rearguard.app.person.paths import Paths
from rearguard.app.training.coached_set import UNSEEN_TIMEOUT_S
from rearguard.app.training.coaching import CAMERA_TIMEOUT_S, LiveCoach
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind
from rearguard.session.pace import EPSILON_S, MAX_WAIT_SHARE, POSITION_TIMEOUT_S

BRIDGE, CLAM = "glute-bridge", "clamshell"


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


@pytest.fixture
def bridge_session(application: Application) -> Application:
    """Someone whose session is bridges and nothing else, in its lead-in."""
    application.start_session(plan_request_for(BRIDGE))
    return application


def coaching(application: Application) -> LiveCoach:
    assert application.live_coach is not None
    return application.live_coach


def position(application: Application) -> float:
    assert application.live_session is not None
    return application.live_session.state.position


def kept(application: Application, kind: EventKind) -> list[dict[str, Any]]:
    return [dict(entry.data) for entry in application.diary.read(kind)]


def ticks(application: Application, clock: ManualClock, seconds: int) -> None:
    for _ in range(seconds):
        clock.advance(1)
        application.apply("tick")


def away_after(seconds: float, exercise: str = BRIDGE) -> Iterator[Any]:
    """Somebody who begins, and then turns the camera to the wall."""
    for sight in replay_sights(simulate_clean_set(exercise)):
        yield sight if sight.t < seconds else type(sight)(t=sight.t, people=(), size=sight.size)


def test_each_repetition_that_is_seen_moves_the_session_and_the_set_is_kept(
    bridge_session: Application, clock: ManualClock
) -> None:
    truth = simulate_clean_set(BRIDGE).truth.reps
    counts: list[int] = []

    def look() -> None:
        showing = coaching(bridge_session).coach_json(untranslated)["showing"]
        if showing is not None and showing["bout"] == 0:
            counts.append(showing["reps"])

    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, replay_sights(simulate_clean_set(BRIDGE)), look)

    assert counts == sorted(counts)
    assert counts[-1] >= len(truth) - 1
    (judged,) = kept(bridge_session, EventKind.SET_JUDGED)
    (done, *_) = kept(bridge_session, EventKind.STEP_DONE)
    assert (done["index"], done["exercise"], done["reps"]) == (0, BRIDGE, 10)
    assert (judged["index"], judged["exercise"], judged["set"], judged["planned"]["reps"]) == (0, BRIDGE, 1, 10)
    assert len(judged["reps"]) == 10
    assert judged["seen"] > 0.95
    assert judged["score"] > 0.9
    assert all(0 <= rep["peak"] < rep["end"] for rep in judged["reps"])


def test_who_is_not_in_position_is_told_so_and_waited_for_and_not_for_ever(
    bridge_session: Application, clock: ManualClock
) -> None:
    said: list[str] = []

    def look() -> None:
        say = coaching(bridge_session).coach_json(untranslated)["say"]
        said.extend([say["text"]] if say else [])

    feed_camera(bridge_session, clock, replay_empty_room(10.0 + POSITION_TIMEOUT_S - 1), look)
    assert position(bridge_session) == -EPSILON_S
    assert any("can't see you" in text for text in said)
    assert any("Camera near the floor." in text for text in said)

    ticks(bridge_session, clock, 2)
    assert position(bridge_session) > 0


def test_a_camera_that_sees_nobody_makes_one_wait_only_once(bridge_session: Application, clock: ManualClock) -> None:
    feed_camera(bridge_session, clock, replay_empty_room(10.0 + POSITION_TIMEOUT_S + 65.0 + 5.0))

    assert position(bridge_session) == pytest.approx(65.0 + 5.0, abs=0.3)


def test_a_set_begins_at_once_when_one_is_in_position_and_never_before_its_time(
    bridge_session: Application, clock: ManualClock
) -> None:
    feed_camera(bridge_session, clock, replay_empty_room(20.0))
    assert position(bridge_session) == -EPSILON_S

    feed_camera(bridge_session, clock, replay_sights(simulate_clean_set(BRIDGE), after=21.0), lambda: None)

    (judged, *_) = kept(bridge_session, EventKind.SET_JUDGED)
    assert len(judged["reps"]) == len(simulate_clean_set(BRIDGE).truth.reps)


def test_what_is_done_before_the_set_begins_is_not_counted(bridge_session: Application, clock: ManualClock) -> None:
    early = [sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if sight.t < 9.5]
    assert any(rep.end < 9.0 for rep in simulate_clean_set(BRIDGE).truth.reps)

    feed_camera(bridge_session, clock, iter(early))

    assert coaching(bridge_session).coach_json(untranslated)["showing"]["reps"] == 0
    assert position(bridge_session) < 0


def test_a_camera_that_falls_silent_leaves_the_session_to_the_clock_without_a_jump(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, (sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if sight.t < 8.0))
    before = position(bridge_session)
    training = bridge_session.live_session
    assert training is not None

    ticks(bridge_session, clock, round(CAMERA_TIMEOUT_S) + 1)
    resumed = position(bridge_session)
    ticks(bridge_session, clock, 5)

    assert before <= resumed <= before + CAMERA_TIMEOUT_S + 1
    assert position(bridge_session) == pytest.approx(resumed + 5, abs=1e-6)
    assert coaching(bridge_session).coach_json(untranslated)["showing"] is None


def test_a_camera_that_is_turned_off_leaves_it_to_the_clock_at_once(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, (sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if sight.t < 8.0))
    before = position(bridge_session)

    coaching(bridge_session).stop_watching()

    assert position(bridge_session) == before
    ticks(bridge_session, clock, 4)
    assert position(bridge_session) == pytest.approx(before + 4, abs=1e-6)


def test_who_goes_out_of_the_picture_is_left_to_the_clock_after_a_moment(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, away_after(9.0))

    training = bridge_session.live_session
    assert training is not None
    assert training.state.pace is not None
    assert training.state.pace.remaining_wait_s > MAX_WAIT_SHARE * 40 - 2 * UNSEEN_TIMEOUT_S
    document = coaching(bridge_session).coach_json(untranslated)
    assert document["advice"]


def test_a_set_in_which_nobody_was_seen_is_not_judged(bridge_session: Application, clock: ManualClock) -> None:
    feed_camera(bridge_session, clock, replay_empty_room(5.0))
    ticks(bridge_session, clock, round(5 + 65 + POSITION_TIMEOUT_S))

    assert kept(bridge_session, EventKind.STEP_DONE)
    assert kept(bridge_session, EventKind.SET_JUDGED) == []


def test_a_set_that_is_skipped_is_judged_by_what_was_done(bridge_session: Application, clock: ManualClock) -> None:
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, (sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if sight.t < 13.5))

    bridge_session.apply("skip")

    (judged,) = kept(bridge_session, EventKind.SET_JUDGED)
    assert len(judged["reps"]) == 3
    assert kept(bridge_session, EventKind.STEP_DONE) == []


def test_going_back_begins_the_count_anew(bridge_session: Application, clock: ManualClock) -> None:
    ticks(bridge_session, clock, 9)
    seen = list(replay_sights(simulate_clean_set(BRIDGE)))
    feed_camera(bridge_session, clock, (sight for sight in seen if sight.t < 13.5))

    bridge_session.apply("back")
    feed_camera(bridge_session, clock, (sight for sight in seen if 13.5 <= sight.t < 14.5))

    assert coaching(bridge_session).coach_json(untranslated)["showing"]["reps"] == 0


def test_after_clamshells_one_is_asked_about_the_wall_and_the_answer_is_kept(
    application: Application, clock: ManualClock
) -> None:
    application.start_session(plan_request_for(CLAM))
    ticks(application, clock, 9)
    feed_camera(application, clock, replay_sights(simulate_clean_set(CLAM)))
    while coaching(application).open_question_id is None:
        ticks(application, clock, 1)

    assert coaching(application).coach_json(untranslated)["ask"]["text"] == "Did your back come off the wall?"
    coaching(application).answer_question(yes=True)

    (said,) = kept(application, EventKind.ANSWERED)
    assert (said["question"], said["answer"], said["exercise"], said["index"]) == ("rolled", "yes", CLAM, 0)
    assert coaching(application).coach_json(untranslated)["ask"] is None
    with pytest.raises(InvalidRequest, match="There is no question to answer"):
        coaching(application).answer_question(yes=False)


def test_nothing_moves_or_counts_while_the_session_stands_still(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 10)
    bridge_session.apply("pause")
    before = position(bridge_session)

    feed_camera(bridge_session, clock, replay_sights(simulate_clean_set(BRIDGE)))

    assert position(bridge_session) == before
    assert coaching(bridge_session).coach_json(untranslated)["showing"]["reps"] == 0


def test_a_page_that_is_loaded_anew_begins_its_clock_anew_and_the_count_goes_on(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 9)
    seen = list(replay_sights(simulate_clean_set(BRIDGE), after=1000.0))
    feed_camera(bridge_session, clock, (sight for sight in seen if sight.t < 1013.5))
    counted = coaching(bridge_session).coach_json(untranslated)["showing"]["reps"]

    feed_camera(
        bridge_session, clock, (sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if 13.5 <= sight.t < 24.0)
    )

    assert coaching(bridge_session).coach_json(untranslated)["showing"]["reps"] >= counted + 2


def test_sights_that_come_faster_than_any_camera_are_passed_over(
    bridge_session: Application, clock: ManualClock
) -> None:
    ticks(bridge_session, clock, 11)
    for number in range(1000):
        bridge_session.process_frame(5.0 + number / 1e6, (640, 480), [])
    assert coaching(bridge_session).last_recording is None
    bridge_session.apply("skip")
    assert kept(bridge_session, EventKind.SET_JUDGED) == []


def test_what_was_seen_of_the_last_set_can_be_saved_and_read(bridge_session: Application, clock: ManualClock) -> None:
    assert bridge_session.last_recording is None
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, replay_sights(simulate_clean_set(BRIDGE)))

    assert bridge_session.last_recording is not None
    with np.load(io.BytesIO(bridge_session.last_recording.to_npz()), allow_pickle=False) as saved:
        t, image, world, size = (saved[name] for name in ("t", "image", "world", "size"))
    assert image.shape == (len(t), 33, 4)
    assert world.shape == (len(t), 33, 3)
    assert t[0] == 0
    assert tuple(size) == simulate_clean_set(BRIDGE).recording.size
    bridge_session.abandon()
    assert bridge_session.last_recording is not None, "it can be saved at the end, too"


def test_a_take_takes_no_more_than_it_may() -> None:
    take = RecordingBuffer()
    for sight in replay_empty_room(MAX_BUFFERED_MOMENTS / 10 + 5):
        take.add(sight, None)

    assert len(take) == MAX_BUFFERED_MOMENTS


def test_what_is_watched_of_a_session_survives_its_end(bridge_session: Application, clock: ManualClock) -> None:
    ticks(bridge_session, clock, 9)
    feed_camera(bridge_session, clock, (sight for sight in replay_sights(simulate_clean_set(BRIDGE)) if sight.t < 13.5))

    bridge_session.abandon()

    assert len(kept(bridge_session, EventKind.SET_JUDGED)) == 1
    assert bridge_session.live_coach is None


def test_a_session_that_nobody_watches_never_loads_numpy(home: Paths) -> None:
    code = (
        "import sys; from rearguard.app.application import Application; "
        "from rearguard.app.person.clock import SystemClock; "
        "from rearguard.app.person.paths import default_paths; from rearguard.app.training.planning import PlanRequest; "
        "application = Application(default_paths(), SystemClock()); application.start_session(PlanRequest()); "
        "application.apply('tick'); application.close(); "
        "sys.exit('numpy' in sys.modules)"
    )
    keep_cleared(home)

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
