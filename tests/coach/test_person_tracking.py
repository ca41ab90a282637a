"""Whom a coach watches, and what it says when it sees nobody."""

from __future__ import annotations

import numpy as np
import pytest
from support.recordings import recorded
from support.simulation.person import person

from rearguard.body.recording import Person, Recording, Sight
from rearguard.coach.coach import Coach
from rearguard.core.observation import Lost, Observation, Rep, Seen
from rearguard.core.side import Side
from rearguard.library.loader import load

EXERCISES = load().exercises
BRIDGE = EXERCISES["glute-bridge"]
LENA = recorded("lena-glute-bridge")
YUYOU = recorded("yuyou-squat")


def beside(recording: Recording, right: float, scale: float = 0.3) -> Recording:
    """Return somebody smaller, somewhere else in the picture."""
    image = recording.image.copy()
    image[..., :2] = 0.5 + scale * (image[..., :2] - 0.5) + np.array([right, 0.0])
    return Recording(t=recording.t, image=image, world=recording.world, size=recording.size)


def together(t: float, *rows: tuple[Recording, int]) -> Sight:
    people = tuple(Person(image=one.image[i], world=one.world[i]) for one, i in rows)
    return Sight(t=t, people=people, size=(960, 540))


def hidden(recording: Recording, begin: float, end: float) -> list[Sight]:
    """Return sights of somebody who is away for a while."""
    return [
        Sight(t=sight.t, people=() if begin <= sight.t < end else sight.people, size=sight.size)
        for sight in recording.sights()
    ]


def show(coach: Coach, sights: list[Sight]) -> list[Observation]:
    return [one for sight in sights for one in coach.see(sight)]


def test_of_two_people_the_one_in_posture_is_followed() -> None:
    small, coach = beside(LENA, -0.3), Coach(BRIDGE)
    sights = [
        together(float(LENA.t[i]), *((beside(YUYOU, 0.3, 0.5), min(i, 60)), (small, i))[:: 1 if i % 2 else -1])
        for i in range(len(LENA))
    ]
    told = show(coach, sights)
    assert len([one for one in (*told, *coach.finish()) if isinstance(one, Rep)]) == 3
    assert coach.showing.person == 0


def test_who_is_followed_is_never_exchanged_for_another_in_silence() -> None:
    first, second, coach = beside(LENA, -0.3), beside(LENA, 0.3), Coach(BRIDGE)
    told = show(coach, [together(float(LENA.t[i]), (first, i), (second, 0)) for i in range(60)])
    assert sum(isinstance(one, Rep) for one in told) == 1
    # Now the one who was followed is gone, and somebody else does bridges.
    told = show(coach, [together(float(LENA.t[i]), (second, i)) for i in range(60, len(LENA))])
    assert isinstance(told[0], Lost)
    assert isinstance(told[1], Seen)


def test_while_nobody_is_seen_nothing_is_invented() -> None:
    coach = Coach(BRIDGE)
    told = [*show(coach, hidden(LENA, 5.0, 8.5)), *coach.finish()]
    reps = [one for one in told if isinstance(one, Rep)]
    assert [round(rep.peak) for rep in reps] == [2, 11]
    (lost,) = [one for one in told if isinstance(one, Lost)]
    assert lost.at == pytest.approx(5.0, abs=0.15)
    assert "Come into the picture" in str(lost.advice)


def test_a_moment_without_a_picture_costs_nothing() -> None:
    coach = Coach(BRIDGE)
    told = [*show(coach, hidden(LENA, 6.0, 6.3)), *coach.finish()]
    assert sum(isinstance(one, Rep) for one in told) == 3
    assert not any(isinstance(one, Lost) for one in told)


def test_an_empty_room_is_told_once_after_half_a_second() -> None:
    coach = Coach(BRIDGE)
    told = [(i / 10, coach.see(Sight(t=i / 10, people=(), size=(640, 480)))) for i in range(50)]
    assert [(t, type(one)) for t, all_of_it in told for one in all_of_it] == [(0.5, Lost)]
    assert not coach.showing.seen
    assert coach.showing.advice is not None


@pytest.mark.parametrize(("down", "word"), [(0.35, "feet"), (0.75, "only a part")])
def test_what_is_out_of_the_picture_is_named(down: float, word: str) -> None:
    walk = EXERCISES["monster-walk"]
    recording = person(walk, walk.levels[0], 3).recording
    image = recording.image.copy()
    feet = np.nanmax(image[..., 27:29, 1])
    image[..., 1] += 1 - feet + down * (feet - np.nanmin(image[..., 0, 1]))
    lower = Recording(t=recording.t, image=image, world=recording.world, size=recording.size)
    coach = Coach(walk)
    told = show(coach, list(lower.sights()))
    assert word in str(next(one for one in told if isinstance(one, Lost)).advice)
    assert not any(isinstance(one, Rep) for one in told)


def test_who_is_seen_from_the_wrong_side_is_asked_to_turn() -> None:
    coach = Coach(EXERCISES["monster-walk"])
    told = show(coach, list(recorded("rohanx-squat").sights())[:80])
    assert str(next(one for one in told if isinstance(one, Lost)).advice) == "Turn to face the camera."


def test_what_is_shown_follows_what_is_done() -> None:
    coach = Coach(BRIDGE)
    shown = [(coach.see(sight), coach.showing)[1] for sight in LENA.sights()]
    assert not shown[0].ready
    assert shown[20].ready
    assert [one.reps for one in shown] == sorted(one.reps for one in shown)
    assert (shown[0].up, shown[0].down) == (148, 140)
    assert max(one.value or 0 for one in shown) > 170


def test_the_seconds_held_grow_only_while_one_holds() -> None:
    coach = Coach(EXERCISES["piriformis-stretch"])
    held = []
    for sight in recorded("chloe-seated-piriformis-stretch").sights():
        coach.see(sight)
        held.append((coach.showing.held, coach.showing.holding))
    assert held[0] == (0.0, False)
    assert held[-1][0] == pytest.approx(6, abs=0.4)
    assert held[-1][1]
    assert [seconds for seconds, _ in held] == sorted(seconds for seconds, _ in held)
    assert coach.showing.side is Side.RIGHT


def test_a_side_that_is_known_is_believed() -> None:
    coach = Coach(EXERCISES["clamshell"], side=Side.LEFT)
    told = [*show(coach, list(recorded("chloe-side-lying-clamshells").sights())), *coach.finish()]
    assert [one.side for one in told if isinstance(one, Rep)] == [Side.LEFT]


def test_what_has_no_watch_has_no_coach() -> None:
    with pytest.raises(ValueError, match="glute-squeeze"):
        Coach(EXERCISES["glute-squeeze"])
