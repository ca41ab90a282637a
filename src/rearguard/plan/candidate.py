"""An exercise as the search sees it: the time, dose and needs of a bout."""

from __future__ import annotations

import math

from rearguard.core.dose import Dose
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise, Level, Posture, Role, Sidedness, Tempo
from rearguard.plan.timing import EXERCISE_SWITCH_S, FIRST_SET_EXTRA_S, MAX_BOUT_LENGTHS, SIDE_SWITCH_S, TIME_GRID_S


@value(kw_only=True)
class Candidate:
    """An exercise at one level, ready for planning.

    A *bout* is one set on one side. A *unit* is an unbroken block in the plan: a set with both its sides,
    or one side of a stretch, since a stretch's sides may fill different rests.
    """

    exercise: Exercise
    level: Level
    max_sets: int
    """The programme's number of sets, which is the most."""
    bout_lengths: tuple[int, ...]
    """The possible lengths of a bout in seconds, ascending."""
    reps: int | None
    tempo: Tempo | None
    is_sided: bool
    reason: Message | None = None
    """The reason for the level and the amount."""

    @property
    def id(self) -> str:
        """The exercise's id."""
        return self.exercise.id

    @property
    def posture(self) -> Posture:
        """The exercise's posture."""
        return self.exercise.posture

    @property
    def splits_sides(self) -> bool:
        """Whether each side is a unit of its own."""
        return self.is_sided and self.exercise.role is Role.STRETCH

    @property
    def rest(self) -> int:
        """Seconds of rest between two consecutive sets; 0 where one side rests while the other works."""
        return 0 if self.is_sided else self.exercise.dose.rest

    @property
    def step_in(self) -> int:
        """Seconds to get into position before each unit."""
        return self.exercise.dose.step_in

    @property
    def entry_seconds(self) -> int:
        """Seconds before a unit that is not the first of its posture."""
        return self.step_in or EXERCISE_SWITCH_S[self.posture]

    @property
    def first_entry_seconds(self) -> int:
        """Seconds before the exercise's first unit, when that is not the first of its posture."""
        return self.step_in or EXERCISE_SWITCH_S[self.posture] + FIRST_SET_EXTRA_S[self.posture]

    def count_units(self, sets: int) -> int:
        """Return the number of units in `sets` sets."""
        return sets * 2 if self.splits_sides else sets

    def total_seconds(self, sets: int, bout: int) -> int:
        """Return the time of `sets` sets with entries and side switches, without rests."""
        sides = 2 if self.is_sided else 1
        switches = SIDE_SWITCH_S * sets if self.is_sided and not self.splits_sides else 0
        entries = self.first_entry_seconds + (self.count_units(sets) - 1) * self.entry_seconds
        return sets * sides * bout + switches + entries

    def dose(self, sets: int, bout: int) -> Dose:
        """Return the dose per side of `sets` sets."""
        return self.level.effort.dose_over(sets * bout)

    def dose_share(self, sets: int, bout: int) -> float:
        """Return the share of the programme's dose, in (0, 1], in `sets` sets."""
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
    """Build the candidate for an exercise at a level.

    Args:
        exercise: the exercise.
        level: one of its levels.
        max_sets: the most sets.
        seconds: the longest bout of a timed exercise (None: the exercise's largest).
        reps: repetitions per set of a counted exercise (None: the exercise's usual).
        reason: the reason for the level and the amount.
    """
    resolved = exercise.at(level)
    is_sided = resolved.sides is Sidedness.EACH
    tempo = resolved.tempo
    range_s = exercise.dose.seconds
    if range_s is not None:
        longest_s = range_s.largest if seconds is None else seconds
        bouts = _bout_lengths(range_s.smallest, longest_s)
        return Candidate(
            exercise=exercise,
            level=level,
            max_sets=max_sets,
            bout_lengths=bouts,
            reps=None,
            tempo=None,
            is_sided=is_sided,
            reason=reason,
        )
    if exercise.dose.reps is None or tempo is None:
        raise ValueError(f"{exercise.id}: neither timed nor counted")
    rep_count = exercise.dose.reps.usual if reps is None else reps
    return Candidate(
        exercise=exercise,
        level=level,
        max_sets=max_sets,
        bout_lengths=(rep_count * tempo.seconds,),
        reps=rep_count,
        tempo=tempo,
        is_sided=is_sided,
        reason=reason,
    )


def _bout_lengths(smallest: int, longest: int) -> tuple[int, ...]:
    """Return the lengths to try, from smallest to longest; only `longest` when it is less than `smallest`."""
    steps = math.ceil((longest - smallest) / (TIME_GRID_S * (MAX_BOUT_LENGTHS - 1)))
    return (*range(smallest, longest, TIME_GRID_S * max(1, steps)), longest)
