"""The order of the chosen bouts, and their steps.

Postures go chair, standing, floor. Within a posture, sets of different exercises alternate, so that one muscle rests
while the other works; between two sets of the same exercise goes one side of a stretch if there is one, else a rest.
The shortest such order is taken, so that the seconds add up to those of the search.
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
"""Right first, as in the article."""

ChosenOption = tuple[Candidate, Option]


@value
class WorkUnit:
    """An unbroken block of work: one set with its sides, or one side of a stretch."""

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
        """Whether this is the exercise's first unit."""
        return self.set == 1 and self.sides[0] is not SIDE_ORDER[-1]


def arrange_steps(chosen: Sequence[ChosenOption]) -> tuple[Step, ...]:
    """Return the steps of the chosen options."""
    steps: list[Step] = []
    at = 0
    for posture in Posture:
        units = _shortest_order([pair for pair in chosen if pair[0].posture is posture])
        for i, unit in enumerate(units):
            before = units[i - 1] if i else None
            after = units[i + 1] if i + 1 < len(units) else None
            rest_owner = _filled_rest(before, unit, after)
            for kind, seconds in _lead_in_steps(before, unit, moves=bool(steps)):
                steps.append(_make_step(at, unit, kind, seconds, rest_owner=rest_owner))
                at += seconds
            for side in unit.sides:
                if side is not unit.sides[0]:
                    steps.append(_make_step(at, unit, StepKind.SWITCH, SIDE_SWITCH_S, side=side))
                    at += SIDE_SWITCH_S
                steps.append(_make_step(at, unit, StepKind.WORK, unit.option.bout, side=side, rest_owner=rest_owner))
                at += unit.option.bout
    return tuple(steps)


def _split_into_units(candidate: Candidate, option: Option) -> list[WorkUnit]:
    """Return the units of an exercise, in order."""
    sides = SIDE_ORDER if candidate.is_sided else (Side.BOTH,)
    side_groups = [(side,) for side in sides] if candidate.splits_sides else [sides]
    return [WorkUnit(candidate, option, n, group) for n in range(1, option.sets + 1) for group in side_groups]


def _shortest_order(chosen: Sequence[ChosenOption]) -> list[WorkUnit]:
    """Return a posture's units in the shortest order; of equal orders, the exercise with the most sets goes first."""
    paced = sorted((pair for pair in chosen if not _can_fill_rest(pair[0])), key=lambda pair: -pair[1].sets)
    fillers = [pair for pair in chosen if _can_fill_rest(pair[0])]
    orders = [_alternate(opener, paced, fillers) for opener, _ in (*paced, *fillers)]
    return min(orders, key=_pause_seconds, default=[])


def _can_fill_rest(candidate: Candidate) -> bool:
    """Return whether an exercise may fill the rests of others: a stretch that needs no rest itself."""
    return candidate.exercise.role is Role.STRETCH and not candidate.rest


def _alternate(opener: Candidate, paced: Sequence[ChosenOption], fillers: Sequence[ChosenOption]) -> list[WorkUnit]:
    """Return units in turn, the exercise with the most units left first, with fillers where one would follow itself."""
    paced_queues = [_split_into_units(*pair) for pair in paced]
    filler_queues = [_split_into_units(*pair) for pair in fillers]
    order = [next(units for units in (*paced_queues, *filler_queues) if units[0].id == opener.id).pop(0)]
    while any(paced_queues) or any(filler_queues):
        others = [units for units in paced_queues if units and units[0].id != order[-1].id]
        queue = max(others, key=len) if others else next(units for units in (*filler_queues, *paced_queues) if units)
        order.append(queue.pop(0))
    return order


def _pause_seconds(order: Sequence[WorkUnit]) -> int:
    """Return the seconds between a posture's units and before the first."""
    return sum(
        seconds
        for before, unit in zip((None, *order), order, strict=False)
        for _, seconds in _lead_in_steps(before, unit)
    )


def _filled_rest(before: WorkUnit | None, unit: WorkUnit, after: WorkUnit | None) -> str | None:
    """Return the exercise whose rest a stretch fills, if any."""
    if unit.candidate.exercise.role is not Role.STRETCH or before is None or after is None:
        return None
    return before.id if before.id == after.id != unit.id and before.candidate.rest else None


def _lead_in_steps(before: WorkUnit | None, unit: WorkUnit, *, moves: bool = False) -> list[tuple[StepKind, int]]:
    """Return the steps before a unit, as kinds and seconds."""
    candidate = unit.candidate
    entry = candidate.first_entry_seconds if unit.is_first else candidate.entry_seconds
    lead_in: list[tuple[StepKind, int]] = []
    if before is None and moves:
        lead_in.append((StepKind.MOVE, POSTURE_CHANGE_S))
    if before is not None and before.id == unit.id and candidate.rest:
        lead_in.append((StepKind.REST, candidate.rest if candidate.step_in else candidate.rest + entry))
    elif before is not None and entry and not candidate.step_in:
        lead_in.append((StepKind.SWITCH, entry))
    if candidate.step_in:
        lead_in.append((StepKind.READY, candidate.step_in))
    return lead_in


def _make_step(
    at: int, unit: WorkUnit, kind: StepKind, seconds: int, *, side: Side | None = None, rest_owner: str | None = None
) -> Step:
    is_work = kind is StepKind.WORK
    return Step(
        at=at,
        seconds=seconds,
        kind=kind,
        exercise=unit.id,
        level=unit.candidate.level.id,
        side=side or unit.sides[0],
        set=unit.set,
        sets=unit.option.sets,
        reps=unit.candidate.reps if is_work else None,
        tempo=unit.candidate.tempo if is_work else None,
        during_rest_of=rest_owner,
    )
