"""The order in which the chosen bouts are done, and the steps that they become.

Postures go chair, standing, floor. Within one, sets of different exercises alternate, so that one muscle rests
while the other works; where the same exercise must follow itself, a side of a stretch goes between if there is
one, else a rest. The shortest of such orders is taken, so that the seconds add up to those of the search.
"""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.library.exercise import Posture, Role
from rearguard.plan.candidate import Candidate
from rearguard.plan.item import Option
from rearguard.plan.plan import Step, StepKind
from rearguard.plan.timing import POSTURE_CHANGE_S, SIDE_SWITCH_S

SIDE_ORDER = (Side.RIGHT, Side.LEFT)
"""The article begins with the right."""


ChosenOption = tuple[Candidate, Option]


@value
class WorkUnit:
    """What stands unbroken: one set with its sides, or one side of a stretch."""

    candidate: Candidate
    option: Option
    set: int
    sides: tuple[Side, ...]

    @property
    def id(self) -> str:
        """The exercise's id."""
        return self.candidate.id

    @property
    def is_first(self) -> bool:
        """Whether the exercise begins with it."""
        return self.set == 1 and self.sides[0] is not SIDE_ORDER[-1]


def arrange_steps(chosen: Sequence[ChosenOption]) -> tuple[Step, ...]:
    """Return the steps of what the search chose."""
    steps: list[Step] = []
    at = 0
    for posture in Posture:
        block = _shortest_order([pair for pair in chosen if pair[0].posture is posture])
        for i, unit in enumerate(block):
            before = block[i - 1] if i else None
            after = block[i + 1] if i + 1 < len(block) else None
            inside = _filled_rest(before, unit, after)
            for kind, seconds in _lead_in_steps(before, unit, moves=bool(steps)):
                steps.append(_make_step(at, unit, kind, seconds, inside=inside))
                at += seconds
            for side in unit.sides:
                if side is not unit.sides[0]:
                    steps.append(_make_step(at, unit, StepKind.SWITCH, SIDE_SWITCH_S, side=side))
                    at += SIDE_SWITCH_S
                steps.append(_make_step(at, unit, StepKind.WORK, unit.option.bout, side=side, inside=inside))
                at += unit.option.bout
    return tuple(steps)


def _split_into_units(candidate: Candidate, option: Option) -> list[WorkUnit]:
    """Return the units of one exercise in their order."""
    sides = SIDE_ORDER if candidate.is_sided else (Side.BOTH,)
    parts = [(side,) for side in sides] if candidate.splits_sides else [sides]
    return [WorkUnit(candidate, option, n, part) for n in range(1, option.sets + 1) for part in parts]


def _shortest_order(chosen: Sequence[ChosenOption]) -> list[WorkUnit]:
    """Return a posture's units in the shortest order, beginning with the exercise of the most sets if that is one."""
    paced = sorted((pair for pair in chosen if not _can_fill_rest(pair[0])), key=lambda pair: -pair[1].sets)
    fillers = [pair for pair in chosen if _can_fill_rest(pair[0])]
    orders = [_alternate(opener, paced, fillers) for opener, _ in (*paced, *fillers)]
    return min(orders, key=_pause_seconds, default=[])


def _can_fill_rest(candidate: Candidate) -> bool:
    """Whether an exercise may go into the rests of others: a stretch that needs none itself."""
    return candidate.exercise.role is Role.STRETCH and not candidate.rest


def _alternate(opener: Candidate, paced: Sequence[ChosenOption], fillers: Sequence[ChosenOption]) -> list[WorkUnit]:
    """Return units in turn, the exercise with the most left first, with fillers where one would follow itself."""
    takers = [_split_into_units(*pair) for pair in paced]
    givers = [_split_into_units(*pair) for pair in fillers]
    order = [next(queue for queue in (*takers, *givers) if queue[0].id == opener.id).pop(0)]
    while any(takers) or any(givers):
        others = [queue for queue in takers if queue and queue[0].id != order[-1].id]
        turn = max(others, key=len) if others else next(queue for queue in (*givers, *takers) if queue)
        order.append(turn.pop(0))
    return order


def _pause_seconds(order: Sequence[WorkUnit]) -> int:
    """Return the seconds between the units of a posture, and before the first."""
    return sum(
        seconds
        for before, unit in zip((None, *order), order, strict=False)
        for _, seconds in _lead_in_steps(before, unit)
    )


def _filled_rest(before: WorkUnit | None, unit: WorkUnit, after: WorkUnit | None) -> str | None:
    """Return the exercise in whose rest a stretch is done."""
    if unit.candidate.exercise.role is not Role.STRETCH or before is None or after is None:
        return None
    return before.id if before.id == after.id != unit.id and before.candidate.rest else None


def _lead_in_steps(before: WorkUnit | None, unit: WorkUnit, *, moves: bool = False) -> list[tuple[StepKind, int]]:
    """Return what comes before a unit: kinds and seconds."""
    one = unit.candidate
    entry = one.first_entry_seconds if unit.is_first else one.entry_seconds
    gap: list[tuple[StepKind, int]] = []
    if before is None and moves:
        gap.append((StepKind.MOVE, POSTURE_CHANGE_S))
    if before is not None and before.id == unit.id and one.rest:
        gap.append((StepKind.REST, one.rest if one.step_in else one.rest + entry))
    elif before is not None and entry and not one.step_in:
        gap.append((StepKind.SWITCH, entry))
    if one.step_in:
        gap.append((StepKind.READY, one.step_in))
    return gap


def _make_step(
    at: int, unit: WorkUnit, kind: StepKind, seconds: int, *, side: Side | None = None, inside: str | None = None
) -> Step:
    works = kind is StepKind.WORK
    return Step(
        at=at,
        seconds=seconds,
        kind=kind,
        exercise=unit.id,
        level=unit.candidate.level.id,
        side=side or unit.sides[0],
        set=unit.set,
        sets=unit.option.sets,
        reps=unit.candidate.reps if works else None,
        tempo=unit.candidate.tempo if works else None,
        during_rest_of=inside,
    )
