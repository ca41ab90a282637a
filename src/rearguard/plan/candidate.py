"""An exercise as the search sees it: what one bout takes, gives and needs."""

from __future__ import annotations

import math

from rearguard.core.dose import Dose
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Posture, Role, Sidedness, Tempo
from rearguard.plan.timing import EXERCISE_SWITCH_S, FIRST_SET_EXTRA_S, MAX_BOUT_LENGTHS, SIDE_SWITCH_S, TIME_GRID_S


@value(kw_only=True)
class Candidate:
    """One exercise at one level, ready to be planned.

    A *bout* is one set on one side. A *unit* is what stands unbroken in a sequence: a set with both its sides,
    or one side of a stretch, for a stretch's sides may go to different rests.
    """

    exercise: Exercise
    level: Level
    max_sets: int
    """The most sets, from the programme."""
    bout_lengths: tuple[int, ...]
    """The seconds that one bout may last, ascending."""
    reps: int | None
    tempo: Tempo | None
    is_sided: bool
    reason: Message | None = None
    """Why it is at this level and so much."""

    @property
    def id(self) -> str:
        """The exercise's id."""
        return self.exercise.id

    @property
    def posture(self) -> Posture:
        """Where the body is."""
        return self.exercise.posture

    @property
    def splits_sides(self) -> bool:
        """Whether each side is a unit of its own."""
        return self.is_sided and self.exercise.role is Role.STRETCH

    @property
    def rest(self) -> int:
        """Seconds of rest between two sets with nothing between; none where one side rests as the other works."""
        return 0 if self.is_sided else self.exercise.dose.rest

    @property
    def step_in(self) -> int:
        """Seconds to get into position, in every unit."""
        return self.exercise.dose.step_in

    @property
    def entry_seconds(self) -> int:
        """Seconds before a unit that is not the first of its posture."""
        return self.step_in or EXERCISE_SWITCH_S[self.posture]

    @property
    def first_entry_seconds(self) -> int:
        """Seconds before its first unit, when that is not the first of its posture."""
        return self.step_in or EXERCISE_SWITCH_S[self.posture] + FIRST_SET_EXTRA_S[self.posture]

    def count_units(self, sets: int) -> int:
        """Return how many units so many sets are."""
        return sets * 2 if self.splits_sides else sets

    def total_seconds(self, sets: int, bout: int) -> int:
        """Return the time of so many sets with their entries and switches of side, without rests."""
        sides = 2 if self.is_sided else 1
        inside = SIDE_SWITCH_S * sets if self.is_sided and not self.splits_sides else 0
        entries = self.first_entry_seconds + (self.count_units(sets) - 1) * self.entry_seconds
        return sets * sides * bout + inside + entries

    def dose(self, sets: int, bout: int) -> Dose:
        """Return the dose a side of so many sets."""
        return self.level.effort.dose_over(sets * bout)

    def dose_share(self, sets: int, bout: int) -> float:
        """Return the fraction in (0, 1] of the programme's dose that so many sets are."""
        return sets * bout / (self.max_sets * self.bout_lengths[-1])


def make_candidate(
    exercise: Exercise,
    level: Level,
    *,
    max_sets: int,
    seconds: int | None = None,
    reps: int | None = None,
    reason: Message | None = None,
) -> Candidate:
    """Return the candidate for an exercise at a level.

    Args:
        exercise: what is done.
        level: a step of its ladder.
        max_sets: the most sets.
        seconds: the longest bout of what is timed (None: the exercise's largest).
        reps: repetitions a set of what is counted (None: the exercise's usual).
        reason: why it is at this level and so much.
    """
    sided = (level.sides or exercise.sides) is Sidedness.EACH
    tempo = level.tempo or exercise.dose.tempo
    timed = exercise.dose.seconds
    if timed is not None:
        longest = timed.largest if seconds is None else seconds
        bouts = _bout_lengths(timed.smallest, longest)
        return Candidate(
            exercise=exercise,
            level=level,
            max_sets=max_sets,
            bout_lengths=bouts,
            reps=None,
            tempo=None,
            is_sided=sided,
            reason=reason,
        )
    if exercise.dose.reps is None or tempo is None:
        raise ValueError(f"{exercise.id}: neither timed nor counted")
    count = exercise.dose.reps.usual if reps is None else reps
    return Candidate(
        exercise=exercise,
        level=level,
        max_sets=max_sets,
        bout_lengths=(count * tempo.seconds,),
        reps=count,
        tempo=tempo,
        is_sided=sided,
        reason=reason,
    )


def _bout_lengths(smallest: int, longest: int) -> tuple[int, ...]:
    """Return the lengths from smallest to longest that are tried; only the longest when it is the smaller one."""
    steps = math.ceil((longest - smallest) / (TIME_GRID_S * (MAX_BOUT_LENGTHS - 1)))
    return (*range(smallest, longest, TIME_GRID_S * max(1, steps)), longest)
