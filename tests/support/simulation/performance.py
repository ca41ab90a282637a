"""A set of an exercise as people do it: unevenly, with pauses, half repetitions, and other things in between."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rearguard.body.recording import FloatArray
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from support.simulation.cycle import Cycle
from support.simulation.passage import Passage, hold_still, leave_picture, move_between
from support.simulation.passage import sum_seconds as lasting
from support.simulation.postures import NEUTRAL_POSTURES, STANDING, align_body
from support.simulation.truth import TrueInterval, Truth

TEMPO_FACTORS = (0.6, 1.6)
"""Times the tempo that the file gives: from hasty to slow."""

FULL_REP_SHARES, HALF_REP_SHARES = (0.92, 1.04), (0.3, 0.45)
"""How far a whole and a half repetition go, of the way that the figure goes."""

SIDE_STEP_M = 0.03
"""Metres by which the parts of a body may differ in how far half a cycle takes them, if that is a step aside."""

HOLD_DEPTH_SHARES = (0.85, 1.0)
"""How far into a stretch people are, of the way from the figure's first moment to its middle."""


@value(kw_only=True)
class Habits:
    """What may happen in a set, each with its chance per repetition or per set."""

    reps: tuple[int, int] = (5, 10)
    """How many repetitions at least and at most."""
    return_seconds: float | None = None
    """Seconds of the way back, where it is not as drawn."""
    full_rep_shares: tuple[float, float] = FULL_REP_SHARES
    """How far a whole repetition goes."""
    hold_depth_shares: tuple[float, float] = HOLD_DEPTH_SHARES
    """How far into a stretch it goes."""
    half_rep_chance: float = 0.1
    pause_chance: float = 0.12
    walk_off_chance: float = 0.12
    rise_chance: float = 0.12


STEADY_HABITS = Habits(
    full_rep_shares=(0.98, 1.02),
    hold_depth_shares=(0.98, 1.0),
    half_rep_chance=0.0,
    pause_chance=0.0,
    walk_off_chance=0.0,
    rise_chance=0.0,
)
"""Of who does one thing wrong, always."""


class RepSegment(NamedTuple):
    """A repetition, as its part of the cycle."""

    begin: float
    end: float
    returns_to_start: bool
    """Whether it ends where it began."""


class SetScript:
    """Passages strung together, and the truth about them."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.intervals: list[TrueInterval] = []

    @property
    def seconds(self) -> float:
        """The duration so far."""
        return lasting(self.passages)

    def add(self, *passages: Passage) -> None:
        """Append passages."""
        self.passages += passages

    def add_rep(
        self, cycle: Cycle, stroke: RepSegment, here: FloatArray, *, far: float, pace: float, hurry: float | None = None
    ) -> FloatArray:
        """Do a repetition from the current position, with an amplitude and a tempo, and return where it ends."""
        first, last = cycle.interpolate(np.array([stroke.begin, stroke.end]))
        top = stroke.begin + cycle.turning_phase * (stroke.end - stroke.begin)
        ahead = cycle.seconds * (top - stroke.begin) * pace
        back = cycle.seconds * (stroke.end - top) * pace if hurry is None else hurry
        turn = ahead / (ahead + back)

        def bodies(share: FloatArray) -> FloatArray:
            phases = np.interp(share, [0, turn, 1], [stroke.begin, top, stroke.end])
            moved: FloatArray = here + far * (cycle.interpolate(phases) - first)
            return moved

        self.add(Passage(ahead + back, bodies))
        end: FloatArray = here + far * (last - first)
        return end

    def add_interruption(self, here: FloatArray, place: FloatArray, chance: np.random.Generator, *, off: bool) -> None:
        """Get up, do something else or go away, and come back."""
        self.add(move_between(here, place, chance.uniform(1.2, 2.0)))
        if off:
            self.add(leave_picture(chance.uniform(2, 5)))
        else:
            self.add(hold_still(place, chance.uniform(1, 3)))
        self.add(move_between(place, here, chance.uniform(1.2, 2.0)), hold_still(here, 1.0))


def perform_set(
    exercise: Exercise, side: Side, cycle: Cycle, chance: np.random.Generator, habits: Habits
) -> tuple[list[Passage], Truth]:
    """Return a set with a random number of repetitions, or of seconds held, and the truth."""
    if exercise.dose.measure == "hold":
        script = _held(exercise, cycle, chance, habits)
        return script.passages, Truth(side=side, holds=tuple(script.intervals))
    script = _counted(exercise, cycle, chance, habits)
    return script.passages, Truth(side=side, reps=tuple(script.intervals))


def _held(exercise: Exercise, cycle: Cycle, chance: np.random.Generator, habits: Habits) -> SetScript:
    script = SetScript()
    neutral = align_body(NEUTRAL_POSTURES[exercise.posture], cycle.bodies[0])
    first, deepest = cycle.bodies[0], cycle.bodies[len(cycle.bodies) // 2]

    def depth(share: float) -> FloatArray:
        body: FloatArray = first + share * (deepest - first)
        return body

    script.add(hold_still(neutral, chance.uniform(1, 3)))
    for last in (False, True) if chance.random() < 0.4 else (True,):  # some do it in two goes
        enters, leaves = chance.uniform(0.6, 1.2, 2)
        keys = [depth(share) for share in chance.uniform(*habits.hold_depth_shares, 4)]
        script.add(move_between(neutral, keys[0], enters))
        begin = script.seconds - enters / 2
        for before, after in pairwise(keys):
            script.add(move_between(before, after, chance.uniform(2, 5)))
        script.add(move_between(keys[-1], neutral, leaves))
        script.intervals.append(TrueInterval(start=begin, end=script.seconds - leaves / 2))
        script.add(hold_still(neutral, chance.uniform(1, 3)))
        if not last and chance.random() < habits.walk_off_chance:
            script.add_interruption(neutral, STANDING, chance, off=True)
    return script


def _counted(exercise: Exercise, cycle: Cycle, chance: np.random.Generator, habits: Habits) -> SetScript:
    script = SetScript()
    neutral = align_body(NEUTRAL_POSTURES[exercise.posture], cycle.bodies[0])
    here = cycle.bodies[0]
    if chance.random() < 0.5:  # half of all are not in position yet when the recording begins
        script.add(hold_still(neutral, chance.uniform(0.5, 2)), move_between(neutral, here, chance.uniform(1, 2)))
    script.add(hold_still(here, chance.uniform(1, 2.5)))
    pace = chance.uniform(*TEMPO_FACTORS)
    strokes = _strokes(exercise, cycle, int(chance.integers(habits.reps[0], habits.reps[1] + 1)), chance)
    interrupted = int(chance.integers(1, len(strokes)))
    off, rises = chance.random() < habits.walk_off_chance, chance.random() < habits.rise_chance
    for i, stroke in enumerate(strokes):
        begin = script.seconds
        here = script.add_rep(
            cycle,
            stroke,
            here,
            far=chance.uniform(*habits.full_rep_shares),
            pace=pace * chance.uniform(0.9, 1.1),
            hurry=habits.return_seconds,
        )
        script.intervals.append(TrueInterval(start=begin, end=script.seconds))
        if chance.random() < habits.half_rep_chance and stroke.returns_to_start:
            here = script.add_rep(cycle, stroke, here, far=chance.uniform(*HALF_REP_SHARES), pace=pace)
        if chance.random() < habits.pause_chance:
            script.add(hold_still(here, chance.uniform(1, 4)))
        if i == interrupted and (off or rises):
            script.add_interruption(here, STANDING if off else neutral, chance, off=off)
    script.add(hold_still(here, chance.uniform(1, 2)))
    if chance.random() < 0.5:  # and half of all get up before it ends
        script.add(move_between(here, neutral, chance.uniform(1, 2)), hold_still(neutral, 1.0))
    return script


def _strokes(exercise: Exercise, cycle: Cycle, count: int, chance: np.random.Generator) -> list[RepSegment]:
    """Return the strokes of a set: whole cycles, or steps to one side and back where half a cycle is a step aside."""
    half = cycle.bodies[len(cycle.bodies) // 2] - cycle.bodies[0]
    if exercise.dose.measure == "reps" or np.abs(half - half.mean(axis=0)).max() > SIDE_STEP_M:
        return [RepSegment(0.0, 1.0, returns_to_start=True)] * count
    there, back = RepSegment(0.0, 0.5, returns_to_start=False), RepSegment(0.5, 1.0, returns_to_start=False)
    steps = int(chance.integers(1, 4))
    return [back if i // steps % 2 else there for i in range(count)]
