"""A brute-force planner: it tries every choice, and every order of its sets.

It shares nothing with the planner but the exercises and the terms of the task.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import product

from rearguard.library.exercise import Exercise, Posture, Role, Sidedness
from rearguard.library.program import Program, ProgramItem

POSTURE_CHANGE_S, SIDE_SWITCH_S, GRID_S = 10, 5, 5
REENTRY_S = {Posture.CHAIR: 5, Posture.STANDING: 0, Posture.FLOOR: 5}
FIRST_ENTRY_S = {Posture.CHAIR: 5, Posture.STANDING: 10, Posture.FLOOR: 5}


@dataclass(frozen=True, slots=True)
class ProgramPart:
    """An exercise of a programme: its sets, and what comes before each."""

    posture: Posture
    sides: int
    splits: bool
    rest: int
    step_in: int
    sets: int
    bouts: tuple[int, ...]
    effort: tuple[float, float]

    def work_seconds(self, sets: int, bout: int) -> int:
        """Return the seconds of a number of sets, without what comes between them."""
        turns = 0 if self.splits else sets * (self.sides - 1)
        return sets * self.sides * bout + turns * SIDE_SWITCH_S

    def count_units(self, sets: int) -> int:
        """Return the number of separate pieces of time."""
        return sets * 2 if self.splits else sets


@dataclass(frozen=True, slots=True)
class Selection:
    """A number of sets of some length, or None, for each part; and the totals."""

    options: tuple[tuple[int, int] | None, ...]
    exercise_count: int
    seconds: int
    gain: float
    missing_sets: int
    dose_share: float

    @property
    def rank(self) -> tuple[int, float, int]:
        """Return the key whose minimum is the best of equally good choices."""
        return self.missing_sets, -round(self.dose_share, 9), self.seconds


def build_part(exercise: Exercise, item: ProgramItem) -> ProgramPart:
    """Return a programme's exercise at the lowest level of its ladder."""
    sided = exercise.sides is Sidedness.EACH
    if exercise.dose.seconds is not None:
        longest = item.seconds or exercise.dose.seconds.largest
        bouts = (*range(exercise.dose.seconds.smallest, longest, GRID_S), longest)
    else:
        assert exercise.dose.reps is not None
        assert exercise.dose.tempo is not None
        bouts = ((item.reps or exercise.dose.reps.usual) * exercise.dose.tempo.seconds,)
    effort = exercise.levels[0].effort
    return ProgramPart(
        posture=exercise.posture,
        sides=2 if sided else 1,
        splits=sided and exercise.role is Role.STRETCH,
        rest=0 if sided else exercise.dose.rest,
        step_in=exercise.dose.step_in,
        sets=item.sets,
        bouts=bouts,
        effort=(effort.gluteus_maximus, effort.gluteus_medius),
    )


def build_parts(program: Program, exercises: Mapping[str, Exercise]) -> tuple[ProgramPart, ...]:
    """Return a programme's parts."""
    return tuple(build_part(exercises[item.exercise], item) for item in program.items)


def list_selections(all_parts: tuple[ProgramPart, ...]) -> Iterator[Selection]:
    """Yield every choice."""
    ways = [[None, *((n, bout) for n in range(1, part.sets + 1) for bout in part.bouts)] for part in all_parts]
    for options in product(*ways):
        yield evaluate_selection(all_parts, options)


def evaluate_selection(all_parts: tuple[ProgramPart, ...], options: tuple[tuple[int, int] | None, ...]) -> Selection:
    """Return the totals of a choice, with its sets in the best of all orders."""
    exercise_count = short = seconds = 0
    maximus = medius = share = 0.0
    units: dict[Posture, list[tuple[ProgramPart, int]]] = {}
    for part, option in zip(all_parts, options, strict=True):
        short += part.sets
        if option is None:
            continue
        sets, bout = option
        exercise_count += 1
        short -= sets
        seconds += part.work_seconds(sets, bout)
        maximus += sets * bout * part.effort[0]
        medius += sets * bout * part.effort[1]
        share += sets * bout / (part.sets * part.bouts[-1])
        units.setdefault(part.posture, []).append((part, part.count_units(sets)))
    seconds += sum(find_shortest_transitions(tuple(block)) for block in units.values()) + POSTURE_CHANGE_S * max(
        0, len(units) - 1
    )
    gain = 1 - (2 ** (-maximus / 15) + 2 ** (-medius / 15)) / 2
    return Selection(options, exercise_count, seconds, gain, short, share)


@cache
def find_shortest_transitions(block: tuple[tuple[ProgramPart, int], ...]) -> int:
    """Return the seconds between the units of a posture, and before the first, in the best of all orders."""
    whole = tuple(count for _, count in block)

    @cache
    def rest_of(remaining: tuple[int, ...], last: int | None) -> int:
        return min(
            (
                before(i, last, first=remaining[i] == whole[i])
                + rest_of((*remaining[:i], remaining[i] - 1, *remaining[i + 1 :]), i)
                for i in range(len(block))
                if remaining[i]
            ),
            default=0,
        )

    def before(i: int, last: int | None, *, first: bool) -> int:
        part = block[i][0]
        if last is None:
            return part.step_in
        entry = part.step_in or (FIRST_ENTRY_S if first else REENTRY_S)[part.posture]
        return entry + (part.rest if last == i else 0)

    return rest_of(whole, None)


def find_best(all_choices: list[Selection], budget: int) -> tuple[Selection, float]:
    """Return the choice that the task asks for, and the largest gain among choices of as many exercises."""
    fitting = [selection for selection in all_choices if selection.seconds <= budget]
    most = max(selection.exercise_count for selection in fitting)
    fullest = [selection for selection in fitting if selection.exercise_count == most]
    gain = max(selection.gain for selection in fullest)
    return min(
        (selection for selection in fullest if selection.gain >= gain * 0.99 - 1e-9),
        key=lambda selection: selection.rank,
    ), gain
