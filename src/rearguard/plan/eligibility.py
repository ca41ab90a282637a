"""Which exercises of a programme can be done at all, at which level, and why the others can't."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from rearguard.core.message import Message
from rearguard.library.exercise import Equipment, Exercise, Level
from rearguard.library.program import ProgramItem
from rearguard.plan.candidate import Candidate, make_candidate
from rearguard.plan.plan import OmittedExercise
from rearguard.plan.request import LevelTarget, PlanInputs
from rearguard.safety.clearance import Clearance

MISSING_NEED_REASONS = {
    Equipment.BAND: Message("no band"),
    Equipment.WALL: Message("no wall"),
    Equipment.CHAIR: Message("no chair"),
    Equipment.FLOOR: Message("no space to lie down"),
    Equipment.WEIGHT: Message("no weight"),
}
EXCLUDED_REASON = Message("you excluded it")
RULED_OUT_REASON = Message("not allowed by your prescription")


def choose_candidates(
    request: PlanInputs, exercises: Mapping[str, Exercise], clearance: Clearance
) -> tuple[list[Candidate], list[OmittedExercise]]:
    """Return the candidates of a request in the programme's order, and what is left out."""
    candidates: list[Candidate] = []
    left_out: list[OmittedExercise] = []
    for item in request.program.items:
        exercise = exercises[item.exercise]
        chosen = _candidate_or_reason(item, exercise, request, clearance)
        if isinstance(chosen, Message):
            left_out.append(OmittedExercise(exercise=exercise.id, reason=chosen))
        else:
            candidates.append(chosen)
    return candidates, left_out


def allowed_levels(
    request: PlanInputs, exercises: Mapping[str, Exercise], clearance: Clearance
) -> dict[str, list[str]]:
    """Return, by exercise of the programme, the levels that neither its prescriber nor safety nor a need rules out."""
    return {
        item.exercise: [
            level.id
            for level in exercises[item.exercise].levels
            if _blocking_reason(item, exercises[item.exercise], level, request, clearance) is None
        ]
        for item in request.program.items
    }


def _candidate_or_reason(
    item: ProgramItem, exercise: Exercise, request: PlanInputs, clearance: Clearance
) -> Candidate | Message:
    """Return the exercise at the highest level that is reached and allowed, or the reason why there is none."""
    if exercise.id in request.excluded:
        return EXCLUDED_REASON
    hold = exercise.dose.seconds if exercise.dose.measure == "hold" else None
    if hold is not None and clearance.max_hold_s is not None and hold.smallest > clearance.max_hold_s:
        return Message("nothing may be held for more than {seconds} seconds", {"seconds": clearance.max_hold_s})
    rung = _target_for(item, request)
    obstacle = first = None
    for level in _eligible_levels(exercise, rung, lowest=clearance.lowest_level_only):
        obstacle = _blocking_reason(item, exercise, level, request, clearance)
        if obstacle is None:
            seconds = _smaller_limit(item.seconds, rung.seconds if rung is not None else None)
            if hold is not None and clearance.max_hold_s is not None:
                seconds = min(hold.largest if seconds is None else seconds, clearance.max_hold_s)
            return make_candidate(
                exercise,
                level,
                max_sets=_smaller_limit(item.sets, rung.sets if rung is not None else None) or item.sets,
                seconds=seconds,
                reps=item.reps if item.reps is not None else _planned_reps(exercise, level, rung),
                reason=_level_reason(level, rung, first),
            )
        first = first or obstacle
    if obstacle is None:
        raise ValueError(f"{exercise.id} has no level")
    return obstacle


def _target_for(item: ProgramItem, request: PlanInputs) -> LevelTarget | None:
    """Return where one stands; of what is prescribed, level and dose go before what progress says."""
    if item.level is not None:
        return LevelTarget(item.level)
    reached = request.targets.get(item.exercise)
    if reached is None or request.program.prescribed is None:
        return reached
    return replace(reached, sets=None, seconds=None)


def _smaller_limit(given: int | None, reached: int | None) -> int | None:
    """Return the smaller of what a programme gives and what a person has reached; None: no limit."""
    return min((one for one in (given, reached) if one is not None), default=None)


def _planned_reps(exercise: Exercise, level: Level, target: LevelTarget | None) -> int | None:
    """Return the repetitions of a set; on an easier level than was reached never more than usual."""
    if target is None or target.reps is None or target.level == level.id or exercise.dose.reps is None:
        return None if target is None else target.reps
    return min(target.reps, exercise.dose.reps.usual)


def _level_reason(level: Level, target: LevelTarget | None, obstacle: Message | None) -> Message | None:
    """Return why it is this level: what was reached, or what keeps from that."""
    if obstacle is not None:
        return Message("Easier level than usual: {reason}.", {"reason": obstacle})
    return target.reason if target is not None and target.level == level.id else None


def _eligible_levels(exercise: Exercise, target: LevelTarget | None, *, lowest: bool) -> Iterable[Level]:
    """Return the levels that a person may be given, the highest first."""
    ladder = [level for level in exercise.levels if not level.branch]
    if lowest or target is None:
        return ladder[:1]
    at = next((i for i, level in enumerate(exercise.levels) if level.id == target.level), None)
    if at is None:
        return ladder[:1]
    here = exercise.levels[at]
    below = [level for level in exercise.levels[:at] if not level.branch]
    return [here, *reversed(below)]


def _blocking_reason(
    item: ProgramItem, exercise: Exercise, level: Level, request: PlanInputs, clearance: Clearance
) -> Message | None:
    """Return why an exercise can't be done at a level: a prescriber's reason before safety's, that before a thing."""
    prescribed = request.program.prescribed
    barred = frozenset[Equipment]() if prescribed is None else prescribed.without
    if level.id in item.without_levels or barred & (exercise.needs | level.needs):
        return RULED_OUT_REASON
    for trait in sorted(exercise.traits | level.traits):
        if trait in clearance.removed_traits:
            return clearance.removed_traits[trait]
    for need in sorted(exercise.needs | level.needs):
        if need not in request.available:
            return MISSING_NEED_REASONS[need]
    return None
