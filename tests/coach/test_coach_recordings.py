"""Real people: the coach counts what they do exactly, and nothing else."""

from __future__ import annotations

import pytest
from support.recordings import RECORDING_NAMES, load_recording

from rearguard.coach.report import review_recording
from rearguard.core.side import Side
from rearguard.library.exercise import Role
from rearguard.library.loader import load_folders

WATCHED = {exercise.id: exercise for exercise in load_folders().exercises.values() if exercise.watch is not None}
TRAINED = [name for name, exercise in WATCHED.items() if exercise.role is not Role.TEST]
"""A squat looks like a chair stand, a bridge like a bridge hold; in a self-test people do only what was asked."""


SHOWN = {
    "lena-glute-bridge": ("glute-bridge", (2.2, 6.9, 11.5)),
    "tbf-glute-bridge": ("glute-bridge", (1.45,)),
    "chloe-banded-clamshell": ("clamshell", (1.5,)),
    "chloe-side-lying-clamshells": ("clamshell", (2.1,)),
    "chloe-seated-piriformis-stretch": ("piriformis-stretch", ()),
}
"""The exercise that a recording shows, and when each repetition is at its peak. The others show squats and a rise
from a chair."""


@pytest.mark.parametrize("name", [name for name, (_, peaks) in SHOWN.items() if peaks])
def test_every_repetition_is_counted_once_at_its_time(name: str) -> None:
    exercise, peaks = SHOWN[name]
    reps = review_recording(WATCHED[exercise], load_recording(name)).reps
    assert [rep.start < peak < rep.end for rep, peak in zip(reps, peaks, strict=True)] == [True] * len(peaks)
    assert [rep.peak for rep in reps] == pytest.approx(list(peaks), abs=0.6)


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        (name, exercise)
        for name in RECORDING_NAMES
        for exercise in TRAINED
        if (name in SHOWN and SHOWN[name][0]) != exercise
    ],
)
def test_nothing_is_counted_that_is_not_shown(name: str, exercise: str) -> None:
    report = review_recording(WATCHED[exercise], load_recording(name))
    assert (report.reps, report.holds, report.score) == ((), (), None)


def test_a_stretch_is_held_though_the_crossed_leg_is_half_hidden() -> None:
    (hold,) = review_recording(WATCHED["piriformis-stretch"], load_recording("chloe-seated-piriformis-stretch")).holds
    assert hold.start == pytest.approx(0.7, abs=0.5)
    assert hold.end == pytest.approx(6.5, abs=0.1)
    assert hold.seconds == pytest.approx(hold.end - hold.start, abs=0.3)
    assert hold.side is Side.RIGHT


def test_the_upper_leg_is_the_side_that_works() -> None:
    (head_left,) = review_recording(WATCHED["clamshell"], load_recording("chloe-banded-clamshell")).reps
    (head_right,) = review_recording(WATCHED["clamshell"], load_recording("chloe-side-lying-clamshells")).reps
    assert (head_left.side, head_right.side) == (Side.LEFT, Side.RIGHT)


@pytest.mark.parametrize("name", SHOWN)
def test_good_form_gives_no_fault(name: str) -> None:
    report = review_recording(WATCHED[SHOWN[name][0]], load_recording(name))
    assert (report.faults, report.score) == ((), 1.0)
