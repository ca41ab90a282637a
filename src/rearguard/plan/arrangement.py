"""The order in which the chosen bouts are done, and the steps that they become.

Postures go chair, standing, floor. Within one, sets of different exercises alternate, so that one muscle rests
while the other works; where the same exercise must follow itself, a side of a stretch goes between if there is
one, else a rest. The seconds add up to those of the search.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rearguard.core.side import Side
from rearguard.library.exercise import Posture, Role
from rearguard.plan.candidate import Candidate
from rearguard.plan.item import Option
from rearguard.plan.plan import Kind, Step
from rearguard.plan.timing import MOVE, SIDE_SWITCH

SIDES = (Side.RIGHT, Side.LEFT)
"""The article begins with the right."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What stands unbroken: one set with its sides, or one side of a stretch."""

    candidate: Candidate
    option: Option
    set: int
    sides: tuple[Side, ...]

    @property
    def id(self) -> str:
        """The exercise's id."""
        return self.candidate.id


def arrange(chosen: Sequence[tuple[Candidate, Option]]) -> tuple[Step, ...]:
    """Return the steps of what the search chose."""
    steps: list[Step] = []
    at = 0
    for posture in Posture:
        block = _sequence([pair for pair in chosen if pair[0].posture is posture])
        for i, unit in enumerate(block):
            before = block[i - 1] if i else None
            after = block[i + 1] if i + 1 < len(block) else None
            inside = _rest_filled(before, unit, after)
            for kind, seconds in _gap(before, unit, moves=bool(steps)):
                steps.append(_step(at, unit, kind, seconds, inside=inside))
                at += seconds
            for side in unit.sides:
                if side is not unit.sides[0]:
                    steps.append(_step(at, unit, Kind.SWITCH, SIDE_SWITCH, side=side))
                    at += SIDE_SWITCH
                steps.append(_step(at, unit, Kind.WORK, unit.option.bout, side=side, inside=inside))
                at += unit.option.bout
    return tuple(steps)


def _units(candidate: Candidate, option: Option) -> list[Unit]:
    """Return the units of one exercise in their order."""
    sides = SIDES if candidate.sided else (Side.BOTH,)
    parts = [(side,) for side in sides] if candidate.splits else [sides]
    return [Unit(candidate, option, n, part) for n in range(1, option.sets + 1) for part in parts]


def _sequence(chosen: Sequence[tuple[Candidate, Option]]) -> list[Unit]:
    """Return a posture's units in an order with the fewest rests."""
    queues = [_units(*pair) for pair in chosen]
    strength = [queue for queue in queues if queue[0].candidate.exercise.role is not Role.STRETCH]
    # A stretch that needs no stepping in comes first, so that the posture is opened without it.
    stretch = sorted(
        (queue for queue in queues if queue[0].candidate.exercise.role is Role.STRETCH),
        key=lambda queue: queue[0].candidate.step_in > 0,
    )
    order: list[Unit] = []
    while any(strength) or any(stretch):
        last = order[-1].id if order else None
        others = [queue for queue in strength if queue and queue[0].id != last]
        same = [queue for queue in strength if queue and queue[0].id == last]
        fillers = [queue for queue in stretch if queue]
        turn = max(others, key=len) if others else (fillers or same)[0]
        order.append(turn.pop(0))
    return order


def _rest_filled(before: Unit | None, unit: Unit, after: Unit | None) -> str | None:
    """Return the exercise in whose rest a stretch is done."""
    if unit.candidate.exercise.role is not Role.STRETCH or before is None or after is None:
        return None
    return before.id if before.id == after.id != unit.id else None


def _gap(before: Unit | None, unit: Unit, *, moves: bool) -> list[tuple[Kind, int]]:
    """Return what comes before a unit: kinds and seconds."""
    gap: list[tuple[Kind, int]] = []
    if before is None and moves:
        gap.append((Kind.MOVE, MOVE))
    if unit.candidate.step_in:
        gap.append((Kind.READY, unit.candidate.step_in))
    elif before is not None:
        if before.id == unit.id and unit.candidate.rest:
            gap.append((Kind.REST, unit.candidate.entry + unit.candidate.rest))
        elif unit.candidate.entry:
            gap.append((Kind.SWITCH, unit.candidate.entry))
    return gap


def _step(
    at: int, unit: Unit, kind: Kind, seconds: int, *, side: Side | None = None, inside: str | None = None
) -> Step:
    works = kind is Kind.WORK
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
