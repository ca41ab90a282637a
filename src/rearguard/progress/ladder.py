"""The ladder of an exercise: its levels, and the amounts on each level."""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Exercise, Level, Role, Trait
from rearguard.plan.timing import TIME_GRID_S

LOADED_TRAITS = frozenset({Trait.EXTERNAL_WEIGHT, Trait.SINGLE_LEG})
"""The traits that limit a level to every other day: with a weight or on one leg it is strength work, which needs 48
hours between sessions (ACSM 2011, Garber, Med Sci Sports Exerc 43(7):1334)."""


@value(kw_only=True)
class Availability:
    """The limits on levels when a session was planned: the equipment, and what safety removed."""

    equipment: frozenset[Equipment] = frozenset(Equipment)
    barred_traits: frozenset[Trait] = frozenset()

    def allows(self, level: Level) -> bool:
        """Return whether a level was possible."""
        return level.needs <= self.equipment and not level.traits & self.barred_traits


def has_progression(exercise: Exercise) -> bool:
    """Return whether an exercise gets harder over time; stretches and tests don't."""
    return exercise.role is Role.STRENGTHEN and bool(amount_steps(exercise))


def amount_steps(exercise: Exercise) -> tuple[int, ...]:
    """Return the repetitions, or the seconds, of each step on a level, rising.

    A band has no steps of 5 percent, so the amount grows first: 10, 12, 15 repetitions, or 40, 50, 60 seconds.
    """
    reps, seconds = exercise.dose.reps, exercise.dose.seconds
    if reps is not None:
        amounts = [reps.usual, (reps.usual + reps.largest) // 2, reps.largest]
    elif seconds is not None:
        shares = (seconds.largest * part // 6 // TIME_GRID_S * TIME_GRID_S for part in (4, 5))
        amounts = [max(seconds.smallest, share) for share in shares] + [seconds.largest]
    else:
        return ()
    return tuple(dict.fromkeys(amounts))


def starting_point(exercise: Exercise) -> tuple[str, int]:
    """Return the level and the amount to start with; for a timed exercise, the largest amount."""
    steps = amount_steps(exercise)
    return exercise.levels[0].id, steps[0] if exercise.dose.reps is not None else steps[-1]


def level_index(exercise: Exercise, level_id: str) -> int:
    """Return the index of a level; 0 for a level that the file no longer has."""
    return exercise.level_index(level_id) or 0


def is_loaded(exercise: Exercise, level_id: str) -> bool:
    """Return whether a level is strength work."""
    return bool(exercise.levels[level_index(exercise, level_id)].traits & LOADED_TRAITS)


def next_level(exercise: Exercise, level_id: str, availability: Availability) -> Level | None:
    """Return the next possible level; None at the top, and on a side branch, which leads nowhere."""
    index = level_index(exercise, level_id)
    if exercise.levels[index].branch:
        return None
    return next(
        (level for level in exercise.levels[index + 1 :] if not level.branch and availability.allows(level)), None
    )


def previous_level(exercise: Exercise, level_id: str) -> Level | None:
    """Return the level below; None at the bottom.

    Below a side branch is the hardest level of the ladder that needs less effort.
    """
    index = level_index(exercise, level_id)
    level = exercise.levels[index]
    easier = [other for other in exercise.levels[:index] if not other.branch]
    if level.branch:
        easier = [other for other in easier if other.effort.gluteus_maximus < level.effort.gluteus_maximus]
    return easier[-1] if easier else None
