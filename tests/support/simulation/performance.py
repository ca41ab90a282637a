"""A set of an exercise as people do it: unevenly, with pauses, half repetitions, and other things in between."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rearguard.body.recording import Array
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from support.simulation.cycle import Cycle
from support.simulation.passage import Passage, away, change, still
from support.simulation.passage import seconds as lasting
from support.simulation.postures import NEUTRAL, STANDING, aligned
from support.simulation.truth import Deed, Truth

PACE = (0.6, 1.6)
"""Times the tempo that the file gives: from hasty to slow."""

FULL, HALF = (0.92, 1.04), (0.3, 0.45)
"""How far a whole and a half repetition go, of the way that the figure goes."""

STEP = 0.03
"""Metres by which the parts of a body may differ in how far half a cycle takes them, if that is a step aside."""

HELD = (0.85, 1.0)
"""How far into a stretch people are, of the way from the figure's first moment to its middle."""


@value(kw_only=True)
class Habits:
    """What may happen in a set, each with its chance per repetition or per set."""

    reps: tuple[int, int] = (5, 10)
    """How many repetitions at least and at most."""
    hurry: float | None = None
    """Seconds of the way back, where it is not as drawn."""
    full: tuple[float, float] = FULL
    """How far a whole repetition goes."""
    held: tuple[float, float] = HELD
    """How far into a stretch it goes."""
    half: float = 0.1
    pause: float = 0.12
    walk_off: float = 0.12
    rise: float = 0.12


STEADY = Habits(full=(0.98, 1.02), held=(0.98, 1.0), half=0.0, pause=0.0, walk_off=0.0, rise=0.0)
"""Of who does one thing wrong, always."""


class Stroke(NamedTuple):
    """A repetition: the part of the cycle that it is."""

    begin: float
    end: float
    closed: bool
    """Whether it ends where it began."""


class Script:
    """Passages as they are strung together, and the truth of them."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.deeds: list[Deed] = []

    @property
    def now(self) -> float:
        """How long it is by now."""
        return lasting(self.passages)

    def add(self, *passages: Passage) -> None:
        """Go on."""
        self.passages += passages

    def go(
        self, cycle: Cycle, stroke: Stroke, here: Array, *, far: float, pace: float, hurry: float | None = None
    ) -> Array:
        """Do a repetition from where one is, so far and so slowly, and return where that ends."""
        first, last = cycle.at(np.array([stroke.begin, stroke.end]))
        top = stroke.begin + cycle.top * (stroke.end - stroke.begin)
        ahead = cycle.seconds * (top - stroke.begin) * pace
        back = cycle.seconds * (stroke.end - top) * pace if hurry is None else hurry
        turn = ahead / (ahead + back)

        def bodies(share: Array) -> Array:
            phases = np.interp(share, [0, turn, 1], [stroke.begin, top, stroke.end])
            moved: Array = here + far * (cycle.at(phases) - first)
            return moved

        self.add(Passage(ahead + back, bodies))
        end: Array = here + far * (last - first)
        return end

    def leave(self, here: Array, place: Array, chance: np.random.Generator, *, off: bool) -> None:
        """Get up, do something else or go away, and come back."""
        self.add(change(here, place, chance.uniform(1.2, 2.0)))
        if off:
            self.add(away(chance.uniform(2, 5)))
        else:
            self.add(still(place, chance.uniform(1, 3)))
        self.add(change(place, here, chance.uniform(1.2, 2.0)), still(here, 1.0))


def perform(
    exercise: Exercise, side: Side, cycle: Cycle, chance: np.random.Generator, habits: Habits
) -> tuple[list[Passage], Truth]:
    """Return a set with a random number of repetitions, or of seconds held, and the truth."""
    if exercise.dose.measure == "hold":
        script = _held(exercise, cycle, chance, habits)
        return script.passages, Truth(side=side, holds=tuple(script.deeds))
    script = _counted(exercise, cycle, chance, habits)
    return script.passages, Truth(side=side, reps=tuple(script.deeds))


def _held(exercise: Exercise, cycle: Cycle, chance: np.random.Generator, habits: Habits) -> Script:
    script = Script()
    neutral = aligned(NEUTRAL[exercise.posture], cycle.bodies[0])
    first, deepest = cycle.bodies[0], cycle.bodies[len(cycle.bodies) // 2]

    def depth(share: float) -> Array:
        body: Array = first + share * (deepest - first)
        return body

    script.add(still(neutral, chance.uniform(1, 3)))
    for last in (False, True) if chance.random() < 0.4 else (True,):  # some do it in two goes
        enters, leaves = chance.uniform(0.6, 1.2, 2)
        keys = [depth(share) for share in chance.uniform(*habits.held, 4)]
        script.add(change(neutral, keys[0], enters))
        begin = script.now - enters / 2
        for before, after in pairwise(keys):
            script.add(change(before, after, chance.uniform(2, 5)))
        script.add(change(keys[-1], neutral, leaves))
        script.deeds.append(Deed(start=begin, end=script.now - leaves / 2))
        script.add(still(neutral, chance.uniform(1, 3)))
        if not last and chance.random() < habits.walk_off:
            script.leave(neutral, STANDING, chance, off=True)
    return script


def _counted(exercise: Exercise, cycle: Cycle, chance: np.random.Generator, habits: Habits) -> Script:
    script = Script()
    neutral = aligned(NEUTRAL[exercise.posture], cycle.bodies[0])
    here = cycle.bodies[0]
    if chance.random() < 0.5:  # half of all are not in position yet when it begins to look
        script.add(still(neutral, chance.uniform(0.5, 2)), change(neutral, here, chance.uniform(1, 2)))
    script.add(still(here, chance.uniform(1, 2.5)))
    pace = chance.uniform(*PACE)
    strokes = _strokes(exercise, cycle, int(chance.integers(habits.reps[0], habits.reps[1] + 1)), chance)
    interrupted = int(chance.integers(1, len(strokes)))
    off, rises = chance.random() < habits.walk_off, chance.random() < habits.rise
    for i, stroke in enumerate(strokes):
        begin = script.now
        here = script.go(
            cycle,
            stroke,
            here,
            far=chance.uniform(*habits.full),
            pace=pace * chance.uniform(0.9, 1.1),
            hurry=habits.hurry,
        )
        script.deeds.append(Deed(start=begin, end=script.now))
        if chance.random() < habits.half and stroke.closed:
            here = script.go(cycle, stroke, here, far=chance.uniform(*HALF), pace=pace)
        if chance.random() < habits.pause:
            script.add(still(here, chance.uniform(1, 4)))
        if i == interrupted and (off or rises):
            script.leave(here, STANDING if off else neutral, chance, off=off)
    script.add(still(here, chance.uniform(1, 2)))
    if chance.random() < 0.5:  # and half of all get up while it still looks
        script.add(change(here, neutral, chance.uniform(1, 2)), still(neutral, 1.0))
    return script


def _strokes(exercise: Exercise, cycle: Cycle, count: int, chance: np.random.Generator) -> list[Stroke]:
    """Return a set: whole cycles, or steps to one side and back where half a cycle is a step aside."""
    half = cycle.bodies[len(cycle.bodies) // 2] - cycle.bodies[0]
    if exercise.dose.measure == "reps" or np.abs(half - half.mean(axis=0)).max() > STEP:
        return [Stroke(0.0, 1.0, closed=True)] * count
    there, back = Stroke(0.0, 0.5, closed=False), Stroke(0.5, 1.0, closed=False)
    steps = int(chance.integers(1, 4))
    return [back if i // steps % 2 else there for i in range(count)]
