"""The planner's task once more, by trying everything: every choice, and every order of its sets.

It shares nothing with the planner but the exercises and the words of the task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from rearguard.library.exercise import Exercise, Posture, Role, Sides
from rearguard.library.program import Item, Program

MOVE, SIDE_SWITCH, GRID = 10, 5, 5
AGAIN = {Posture.CHAIR: 5, Posture.STANDING: 0, Posture.FLOOR: 5}
FIRST = {Posture.CHAIR: 5, Posture.STANDING: 10, Posture.FLOOR: 5}


@dataclass(frozen=True, slots=True)
class Part:
    """One exercise of a programme: what a set of it is, and what comes before one."""

    posture: Posture
    sides: int
    splits: bool
    rest: int
    step_in: int
    sets: int
    bouts: tuple[int, ...]
    effort: tuple[float, float]

    def bare(self, sets: int, bout: int) -> int:
        """Return the seconds of so many sets but for what comes between them."""
        turns = 0 if self.splits else sets * (self.sides - 1)
        return sets * self.sides * bout + turns * SIDE_SWITCH

    def units(self, sets: int) -> int:
        """Return how many pieces of time they are."""
        return sets * 2 if self.splits else sets


@dataclass(frozen=True, slots=True)
class Choice:
    """So many sets of such a length, or None, for each part; and what that comes to."""

    options: tuple[tuple[int, int] | None, ...]
    kept: int
    seconds: int
    gain: float
    short: int
    share: float

    @property
    def rank(self) -> tuple[int, float, int]:
        """Return what the best of equally good ones has least of."""
        return self.short, -round(self.share, 9), self.seconds


def part(exercise: Exercise, item: Item) -> Part:
    """Return a programme's exercise on the lowest step of its ladder."""
    sided = exercise.sides is Sides.EACH
    if exercise.dose.seconds is not None:
        longest = item.seconds or exercise.dose.seconds.largest
        bouts = (*range(exercise.dose.seconds.smallest, longest, GRID), longest)
    else:
        assert exercise.dose.reps is not None
        assert exercise.dose.tempo is not None
        bouts = ((item.reps or exercise.dose.reps.usual) * exercise.dose.tempo.seconds,)
    effort = exercise.levels[0].effort
    return Part(
        posture=exercise.posture,
        sides=2 if sided else 1,
        splits=sided and exercise.role is Role.STRETCH,
        rest=0 if sided else exercise.dose.rest,
        step_in=exercise.dose.step_in,
        sets=item.sets,
        bouts=bouts,
        effort=(effort.gluteus_maximus, effort.gluteus_medius),
    )


def parts(program: Program, exercises: Mapping[str, Exercise]) -> tuple[Part, ...]:
    """Return a programme's parts."""
    return tuple(part(exercises[item.exercise], item) for item in program.items)


def choices(all_parts: tuple[Part, ...]) -> Iterator[Choice]:
    """Yield every choice."""
    ways = [[None, *((n, bout) for n in range(1, one.sets + 1) for bout in one.bouts)] for one in all_parts]
    for options in product(*ways):
        yield choice(all_parts, options)


def choice(all_parts: tuple[Part, ...], options: tuple[tuple[int, int] | None, ...]) -> Choice:
    """Return what a choice comes to, its sets done in the best of all orders."""
    kept = short = seconds = 0
    maximus = medius = share = 0.0
    units: dict[Posture, list[tuple[Part, int]]] = {}
    for one, option in zip(all_parts, options, strict=True):
        short += one.sets
        if option is None:
            continue
        sets, bout = option
        kept += 1
        short -= sets
        seconds += one.bare(sets, bout)
        maximus += sets * bout * one.effort[0]
        medius += sets * bout * one.effort[1]
        share += sets * bout / (one.sets * one.bouts[-1])
        units.setdefault(one.posture, []).append((one, one.units(sets)))
    seconds += sum(shortest(tuple(block)) for block in units.values()) + MOVE * max(0, len(units) - 1)
    gain = 1 - (2 ** (-maximus / 15) + 2 ** (-medius / 15)) / 2
    return Choice(options, kept, seconds, gain, short, share)


@cache
def shortest(block: tuple[tuple[Part, int], ...]) -> int:
    """Return the seconds between the units of a posture, and before the first, in the best of all orders."""
    whole = tuple(count for _, count in block)

    @cache
    def rest_of(left: tuple[int, ...], last: int | None) -> int:
        return min(
            (
                before(i, last, first=left[i] == whole[i]) + rest_of((*left[:i], left[i] - 1, *left[i + 1 :]), i)
                for i in range(len(block))
                if left[i]
            ),
            default=0,
        )

    def before(i: int, last: int | None, *, first: bool) -> int:
        one = block[i][0]
        if last is None:
            return one.step_in
        entry = one.step_in or (FIRST if first else AGAIN)[one.posture]
        return entry + (one.rest if last == i else 0)

    return rest_of(whole, None)


def best(all_choices: list[Choice], budget: int) -> tuple[Choice, float]:
    """Return the choice that the task asks for, and the largest gain of those that keep as many."""
    fitting = [one for one in all_choices if one.seconds <= budget]
    most = max(one.kept for one in fitting)
    fullest = [one for one in fitting if one.kept == most]
    gain = max(one.gain for one in fullest)
    return min((one for one in fullest if one.gain >= gain * 0.99 - 1e-9), key=lambda one: one.rank), gain
