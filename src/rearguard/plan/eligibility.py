"""Which exercises of a programme are possible, at which level, and why the others aren't."""

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
    """Return a request's candidates in the programme's order, and the omitted exercises."""
    candidates: list[Candidate] = []
    omitted: list[OmittedExercise] = []
    for item in request.program.items:
        exercise = exercises[item.exercise]
        candidate = _candidate_or_reason(item, exercise, request, clearance)
        if isinstance(candidate, Message):
            omitted.append(OmittedExercise(exercise=exercise.id, reason=candidate))
        else:
            candidates.append(candidate)
    return candidates, omitted


def allowed_levels(
    request: PlanInputs, exercises: Mapping[str, Exercise], clearance: Clearance
) -> dict[str, list[str]]:
    """Return, by exercise, the levels that prescription, safety and equipment allow."""
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
    """Return the candidate at the highest level that is reached and allowed, or the reason why there is none."""
    if exercise.id in request.excluded:
        return EXCLUDED_REASON
    hold_range = exercise.dose.seconds if exercise.dose.measure == "hold" else None
    if hold_range is not None and clearance.max_hold_s is not None and hold_range.smallest > clearance.max_hold_s:
        return Message("nothing may be held for more than {seconds} seconds", {"seconds": clearance.max_hold_s})
    target = _target_for(item, request)
    obstacle = first_obstacle = None
    for level in _eligible_levels(exercise, target, lowest=clearance.lowest_level_only):
        obstacle = _blocking_reason(item, exercise, level, request, clearance)
        if obstacle is None:
            seconds = _smaller_limit(item.seconds, target.seconds if target is not None else None)
            if hold_range is not None and clearance.max_hold_s is not None:
                seconds = min(hold_range.largest if seconds is None else seconds, clearance.max_hold_s)
            return make_candidate(
                exercise,
                level,
                max_sets=_smaller_limit(item.sets, target.sets if target is not None else None) or item.sets,
                seconds=seconds,
                reps=item.reps if item.reps is not None else _planned_reps(exercise, level, target),
                reason=_level_reason(level, target, first_obstacle),
            )
        first_obstacle = first_obstacle or obstacle
    if obstacle is None:
        raise ValueError(f"{exercise.id} has no level")
    return obstacle


def _target_for(item: ProgramItem, request: PlanInputs) -> LevelTarget | None:
    """Return the person's target; a prescribed level or dose takes precedence over progress."""
    if item.level is not None:
        return LevelTarget(item.level)
    target = request.targets.get(item.exercise)
    if target is None or request.program.prescribed is None:
        return target
    return replace(target, sets=None, seconds=None)


def _smaller_limit(program_limit: int | None, target_limit: int | None) -> int | None:
    """Return the smaller of a programme's limit and a target's; None: no limit."""
    return min((limit for limit in (program_limit, target_limit) if limit is not None), default=None)


def _planned_reps(exercise: Exercise, level: Level, target: LevelTarget | None) -> int | None:
    """Return the repetitions per set; at an easier level than the target's, the usual number at most."""
    if target is None or target.reps is None or target.level == level.id or exercise.dose.reps is None:
        return None if target is None else target.reps
    return min(target.reps, exercise.dose.reps.usual)


def _level_reason(level: Level, target: LevelTarget | None, obstacle: Message | None) -> Message | None:
    """Return the reason for the level: the target's, or the obstacle to the target level."""
    if obstacle is not None:
        return Message("Easier level than usual: {reason}.", {"reason": obstacle})
    return target.reason if target is not None and target.level == level.id else None


def _eligible_levels(exercise: Exercise, target: LevelTarget | None, *, lowest: bool) -> Iterable[Level]:
    """Return the levels that suit a person, the highest first."""
    ladder = [level for level in exercise.levels if not level.branch]
    if lowest or target is None:
        return ladder[:1]
    index = exercise.level_index(target.level)
    if index is None:
        return ladder[:1]
    target_level = exercise.levels[index]
    lower_levels = [level for level in exercise.levels[:index] if not level.branch]
    return [target_level, *reversed(lower_levels)]


def _blocking_reason(
    item: ProgramItem, exercise: Exercise, level: Level, request: PlanInputs, clearance: Clearance
) -> Message | None:
    """Return why an exercise isn't possible at a level: a prescription's reason before safety's before equipment's."""
    prescribed = request.program.prescribed
    excluded = frozenset[Equipment]() if prescribed is None else prescribed.without
    resolved = exercise.at(level)
    needs = resolved.needs
    if level.id in item.without_levels or excluded & needs:
        return RULED_OUT_REASON
    reason = clearance.reason_against(resolved.traits)
    if reason is not None:
        return reason
    for need in sorted(needs):
        if need not in request.available:
            return MISSING_NEED_REASONS[need]
    return None
