"""An exercise's ladder: its levels, and the amounts that are gone through on each of them."""

from __future__ import annotations

from rearguard.core.value import value
from rearguard.library.exercise import Equipment, Exercise, Level, Role, Trait
from rearguard.plan.timing import TIME_GRID_S

LOADED_TRAITS = frozenset({Trait.EXTERNAL_WEIGHT, Trait.SINGLE_LEG})
"""What makes a level one for every other day: from a weight or one leg on it is strength work, which wants 48 hours
between two times (ACSM 2011, Garber, Med Sci Sports Exerc 43(7):1334)."""


@value(kw_only=True)
class Availability:
    """What could be done when a session was planned: what was at hand, and what safety removed."""

    equipment: frozenset[Equipment] = frozenset(Equipment)
    barred_traits: frozenset[Trait] = frozenset()

    def allows(self, level: Level) -> bool:
        """Return whether a level could be done."""
        return level.needs <= self.equipment and not level.traits & self.barred_traits


def has_progression(exercise: Exercise) -> bool:
    """Return whether one gets further on it: stretches and tests have no harder steps."""
    return exercise.role is Role.STRENGTHEN and bool(amount_steps(exercise))


def amount_steps(exercise: Exercise) -> tuple[int, ...]:
    """Return the repetitions, or the seconds, that are gone through on one level, rising.

    A band has no steps of 5 percent, so the amount grows first: 10, 12, 15 repetitions, or 40, 50, 60 seconds.
    """
    reps, seconds = exercise.dose.reps, exercise.dose.seconds
    if reps is not None:
        found = [reps.usual, (reps.usual + reps.largest) // 2, reps.largest]
    elif seconds is not None:
        shares = (seconds.largest * part // 6 // TIME_GRID_S * TIME_GRID_S for part in (4, 5))
        found = [max(seconds.smallest, share) for share in shares] + [seconds.largest]
    else:
        return ()
    return tuple(dict.fromkeys(found))


def starting_point(exercise: Exercise) -> tuple[str, int]:
    """Return the level and the amount that everybody begins with: of what is timed, all that the programme gives."""
    steps = amount_steps(exercise)
    return exercise.levels[0].id, steps[0] if exercise.dose.reps is not None else steps[-1]


def level_index(exercise: Exercise, level_id: str) -> int:
    """Return how high a level is, from 0; a level that the file has no more is the first."""
    return exercise.level_index(level_id) or 0


def is_loaded(exercise: Exercise, level_id: str) -> bool:
    """Return whether a level is strength work."""
    return bool(exercise.levels[level_index(exercise, level_id)].traits & LOADED_TRAITS)


def next_level(exercise: Exercise, level_id: str, availability: Availability) -> Level | None:
    """Return the next level that can be done; None at the top, and on a side branch, which leads nowhere."""
    here = level_index(exercise, level_id)
    if exercise.levels[here].branch:
        return None
    return next(
        (level for level in exercise.levels[here + 1 :] if not level.branch and availability.allows(level)), None
    )


def previous_level(exercise: Exercise, level_id: str) -> Level | None:
    """Return the level before; None at the bottom.

    From a side branch it is the hardest step of the ladder that asks less of the muscles.
    """
    here = level_index(exercise, level_id)
    level = exercise.levels[here]
    easier = [one for one in exercise.levels[:here] if not one.branch]
    if level.branch:
        easier = [one for one in easier if one.effort.gluteus_maximus < level.effort.gluteus_maximus]
    return easier[-1] if easier else None
