"""Which exercises of a programme can be done at all, at which level, and why the others can't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rearguard.core.message import Message
from rearguard.library.exercise import Exercise, Level, Need
from rearguard.library.program import Item
from rearguard.plan.candidate import Candidate, candidate
from rearguard.plan.plan import LeftOut
from rearguard.plan.request import Request, Rung
from rearguard.safety.clearance import Clearance

MISSING = {
    Need.BAND: Message("no band"),
    Need.WALL: Message("no wall"),
    Need.CHAIR: Message("no chair"),
    Need.FLOOR: Message("no space on the floor"),
    Need.WEIGHT: Message("no weight"),
}
EXCLUDED = Message("you excluded it")
RULED_OUT = Message("your prescription rules it out")


def choose(
    request: Request, exercises: Mapping[str, Exercise], clearance: Clearance
) -> tuple[list[Candidate], list[LeftOut]]:
    """Return the candidates of a request in the programme's order, and what is left out."""
    candidates: list[Candidate] = []
    left_out: list[LeftOut] = []
    for item in request.program.items:
        exercise = exercises[item.exercise]
        chosen = _candidate(item, exercise, request, clearance)
        if isinstance(chosen, Message):
            left_out.append(LeftOut(exercise=exercise.id, reason=chosen))
        else:
            candidates.append(chosen)
    return candidates, left_out


def allowed(request: Request, exercises: Mapping[str, Exercise], clearance: Clearance) -> dict[str, list[str]]:
    """Return, by exercise of the programme, the levels that neither its prescriber nor safety nor a need rules out."""
    return {
        item.exercise: [
            level.id
            for level in exercises[item.exercise].levels
            if _obstacle(item, exercises[item.exercise], level, request, clearance) is None
        ]
        for item in request.program.items
    }


def _candidate(item: Item, exercise: Exercise, request: Request, clearance: Clearance) -> Candidate | Message:
    """Return the exercise at the highest level that is reached and allowed, or the reason why there is none."""
    if exercise.id in request.exclude:
        return EXCLUDED
    hold = exercise.dose.seconds if exercise.dose.measure == "hold" else None
    if hold is not None and clearance.longest_hold is not None and hold.smallest > clearance.longest_hold:
        return Message("no hold longer than {seconds} seconds", {"seconds": clearance.longest_hold})
    rung = _rung(item, request)
    obstacle = first = None
    for level in _reached(exercise, rung, lowest=clearance.lowest_level):
        obstacle = _obstacle(item, exercise, level, request, clearance)
        if obstacle is None:
            seconds = _least(item.seconds, rung.seconds if rung is not None else None)
            if hold is not None and clearance.longest_hold is not None:
                seconds = min(hold.largest if seconds is None else seconds, clearance.longest_hold)
            return candidate(
                exercise,
                level,
                sets=_least(item.sets, rung.sets if rung is not None else None) or item.sets,
                seconds=seconds,
                reps=item.reps if item.reps is not None else _reps(exercise, level, rung),
                why=_why(level, rung, first),
            )
        first = first or obstacle
    if obstacle is None:
        raise ValueError(f"{exercise.id} has no level")
    return obstacle


def _rung(item: Item, request: Request) -> Rung | None:
    """Return where one stands; of what is prescribed, level and dose go before what progress says."""
    if item.level is not None:
        return Rung(item.level)
    reached = request.rungs.get(item.exercise)
    if reached is None or request.program.prescribed is None:
        return reached
    return replace(reached, sets=None, seconds=None)


def _least(given: int | None, reached: int | None) -> int | None:
    """Return the smaller of what a programme gives and what a person has reached; None: no limit."""
    return min((one for one in (given, reached) if one is not None), default=None)


def _reps(exercise: Exercise, level: Level, rung: Rung | None) -> int | None:
    """Return the repetitions of a set; on an easier level than was reached never more than usual."""
    if rung is None or rung.reps is None or rung.level == level.id or exercise.dose.reps is None:
        return None if rung is None else rung.reps
    return min(rung.reps, exercise.dose.reps.usual)


def _why(level: Level, rung: Rung | None, obstacle: Message | None) -> Message | None:
    """Return why it is this level: what was reached, or what keeps from that."""
    if obstacle is not None:
        return Message("An easier level than yours: {reason}.", {"reason": obstacle})
    return rung.why if rung is not None and rung.level == level.id else None


def _reached(exercise: Exercise, rung: Rung | None, *, lowest: bool) -> Iterable[Level]:
    """Return the levels that a person may be given, the highest first."""
    ladder = [level for level in exercise.levels if not level.branch]
    if lowest or rung is None:
        return ladder[:1]
    at = next((i for i, level in enumerate(exercise.levels) if level.id == rung.level), None)
    if at is None:
        return ladder[:1]
    here = exercise.levels[at]
    below = [level for level in exercise.levels[:at] if not level.branch]
    return [here, *reversed(below)]


def _obstacle(item: Item, exercise: Exercise, level: Level, request: Request, clearance: Clearance) -> Message | None:
    """Return why an exercise can't be done at a level: a prescriber's reason before safety's, that before a thing."""
    prescribed = request.program.prescribed
    barred = frozenset[Need]() if prescribed is None else prescribed.without
    if level.id in item.without_levels or barred & (exercise.needs | level.needs):
        return RULED_OUT
    for trait in sorted(exercise.traits | level.traits):
        if trait in clearance.removes:
            return clearance.removes[trait]
    for need in sorted(exercise.needs | level.needs):
        if need not in request.have:
            return MISSING[need]
    return None
