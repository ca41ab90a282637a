"""The person that a coach tracks, and its messages when it sees no person."""

from __future__ import annotations

import numpy as np
import pytest
from support.recordings import load_recording
from support.simulation.person import simulate_person

from rearguard.body.recording import DetectedPerson, PoseFrame, PoseRecording
from rearguard.coach.coach import Coach
from rearguard.core.observation import Observation, Rep, TrackingLost, TrackingRegained
from rearguard.core.side import Side
from rearguard.library.loader import load_folders

EXERCISES = load_folders().exercises
BRIDGE = EXERCISES["glute-bridge"]
LENA = load_recording("lena-glute-bridge")
YUYOU = load_recording("yuyou-squat")


def beside(recording: PoseRecording, right: float, scale: float = 0.3) -> PoseRecording:
    """Return a smaller person, elsewhere in the picture."""
    image = recording.image.copy()
    image[..., :2] = 0.5 + scale * (image[..., :2] - 0.5) + np.array([right, 0.0])
    return PoseRecording(t=recording.t, image=image, world=recording.world, size=recording.size)


def together(t: float, *rows: tuple[PoseRecording, int]) -> PoseFrame:
    people = tuple(DetectedPerson(image=row.image[i], world=row.world[i]) for row, i in rows)
    return PoseFrame(t=t, people=people, size=(960, 540))


def hidden(recording: PoseRecording, begin: float, end: float) -> list[PoseFrame]:
    """Return sights of a person who is away for a while."""
    return [
        PoseFrame(t=sight.t, people=() if begin <= sight.t < end else sight.people, size=sight.size)
        for sight in recording.frames()
    ]


def show(coach: Coach, sights: list[PoseFrame]) -> list[Observation]:
    return [observation for sight in sights for observation in coach.observe(sight)]


def test_of_two_people_the_one_in_posture_is_tracked() -> None:
    small, coach = beside(LENA, -0.3), Coach(BRIDGE)
    sights = [
        together(float(LENA.t[i]), *((beside(YUYOU, 0.3, 0.5), min(i, 60)), (small, i))[:: 1 if i % 2 else -1])
        for i in range(len(LENA))
    ]
    observations = show(coach, sights)
    assert len([observation for observation in (*observations, *coach.finish()) if isinstance(observation, Rep)]) == 3
    assert coach.state.person_index == 0


def test_the_tracked_person_is_never_silently_replaced_by_another() -> None:
    first, second, coach = beside(LENA, -0.3), beside(LENA, 0.3), Coach(BRIDGE)
    observations = show(coach, [together(float(LENA.t[i]), (first, i), (second, 0)) for i in range(60)])
    assert sum(isinstance(observation, Rep) for observation in observations) == 1
    # Now the tracked person is gone, and another one does bridges.
    observations = show(coach, [together(float(LENA.t[i]), (second, i)) for i in range(60, len(LENA))])
    assert isinstance(observations[0], TrackingLost)
    assert isinstance(observations[1], TrackingRegained)


def test_without_a_visible_person_nothing_is_invented() -> None:
    coach = Coach(BRIDGE)
    observations = [*show(coach, hidden(LENA, 5.0, 8.5)), *coach.finish()]
    reps = [observation for observation in observations if isinstance(observation, Rep)]
    assert [round(rep.peak) for rep in reps] == [2, 11]
    (lost,) = [observation for observation in observations if isinstance(observation, TrackingLost)]
    assert lost.at == pytest.approx(5.0, abs=0.15)
    assert "Come into the picture" in str(lost.advice)


def test_a_moment_without_a_picture_costs_nothing() -> None:
    coach = Coach(BRIDGE)
    observations = [*show(coach, hidden(LENA, 6.0, 6.3)), *coach.finish()]
    assert sum(isinstance(observation, Rep) for observation in observations) == 3
    assert not any(isinstance(observation, TrackingLost) for observation in observations)


def test_an_empty_room_is_reported_once_after_half_a_second() -> None:
    coach = Coach(BRIDGE)
    timed_observations = [(i / 10, coach.observe(PoseFrame(t=i / 10, people=(), size=(640, 480)))) for i in range(50)]
    assert [(t, type(observation)) for t, all_of_it in timed_observations for observation in all_of_it] == [
        (0.5, TrackingLost)
    ]
    assert not coach.state.is_visible
    assert coach.state.advice is not None


@pytest.mark.parametrize(("down", "word"), [(0.35, "feet"), (0.75, "only see part")])
def test_what_is_out_of_the_picture_is_named(down: float, word: str) -> None:
    walk = EXERCISES["monster-walk"]
    recording = simulate_person(walk, walk.levels[0], 3).recording
    image = recording.image.copy()
    feet = np.nanmax(image[..., 27:29, 1])
    image[..., 1] += 1 - feet + down * (feet - np.nanmin(image[..., 0, 1]))
    lower = PoseRecording(t=recording.t, image=image, world=recording.world, size=recording.size)
    coach = Coach(walk)
    observations = show(coach, list(lower.frames()))
    assert word in str(
        next(observation for observation in observations if isinstance(observation, TrackingLost)).advice
    )
    assert not any(isinstance(observation, Rep) for observation in observations)


def test_a_person_seen_from_the_wrong_side_is_asked_to_turn() -> None:
    coach = Coach(EXERCISES["monster-walk"])
    observations = show(coach, list(load_recording("rohanx-squat").frames())[:80])
    assert (
        str(next(observation for observation in observations if isinstance(observation, TrackingLost)).advice)
        == "Turn to face the camera."
    )


def test_what_is_shown_follows_what_is_done() -> None:
    coach = Coach(BRIDGE)
    states = [(coach.observe(sight), coach.state)[1] for sight in LENA.frames()]
    assert not states[0].in_posture
    assert states[20].in_posture
    assert [state.reps for state in states] == sorted(state.reps for state in states)
    assert (states[0].up_threshold, states[0].down_threshold) == (148, 140)
    assert max(state.current_value or 0 for state in states) > 170


def test_the_seconds_held_grow_only_during_the_hold() -> None:
    coach = Coach(EXERCISES["piriformis-stretch"])
    hold_seconds = []
    for sight in load_recording("chloe-seated-piriformis-stretch").frames():
        coach.observe(sight)
        hold_seconds.append((coach.state.held_s, coach.state.is_holding))
    assert hold_seconds[0] == (0.0, False)
    assert hold_seconds[-1][0] == pytest.approx(6, abs=0.4)
    assert hold_seconds[-1][1]
    assert [seconds for seconds, _ in hold_seconds] == sorted(seconds for seconds, _ in hold_seconds)
    assert coach.state.side is Side.RIGHT


def test_a_side_that_is_known_is_believed() -> None:
    coach = Coach(EXERCISES["clamshell"], side=Side.LEFT)
    observations = [*show(coach, list(load_recording("chloe-side-lying-clamshells").frames())), *coach.finish()]
    assert [observation.side for observation in observations if isinstance(observation, Rep)] == [Side.LEFT]


def test_what_has_no_watch_has_no_coach() -> None:
    with pytest.raises(ValueError, match="glute-squeeze"):
        Coach(EXERCISES["glute-squeeze"])
