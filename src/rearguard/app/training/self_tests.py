"""The self-tests of a library: which are available to a person, and their results."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance, safety_status
from rearguard.app.training.planning import exercise_texts_json
from rearguard.app.training.self_test_session import MAX_COUNT
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.side import Side
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise, Level, Role, Sidedness
from rearguard.library.library import Library
from rearguard.plan.self_test_plan import contraindication
from rearguard.progress import self_test
from rearguard.progress.precision import norms_of, precision_of
from rearguard.progress.self_test import Difference, SelfTestResult
from rearguard.progress.self_test_trials import self_test_result_data
from rearguard.safety.clearance import Clearance

ROUTINE_WINDOW = timedelta(days=56)
"""Age up to which a level done in a session counts as reached for a self-test."""


def list_self_tests(library: Library) -> list[Exercise]:
    """Return the self-tests of a library."""
    return [exercise for exercise in library.exercises.values() if exercise.role is Role.TEST]


def resolve_self_test(test_id: str, level: str | None, library: Library, diary: Diary) -> tuple[Exercise, Level]:
    """Return a self-test and its level for this person.

    Args:
        test_id: of the self-test.
        level: id of the level; None: the highest that is allowed and was done in recent sessions.
        library: with the self-test.
        diary: of the person.

    Raises:
        InvalidRequest: there is no such test, or no such level.
        Refusal: the safety answers rule it out, or the level is not reached yet.
    """
    exercise = _find_self_test(test_id, library)
    clearance = require_clearance(diary)
    allowed = _allowed_levels(exercise, clearance, _recent_levels(diary))
    if level is not None and level not in exercise.level_ids:
        names = ", ".join(exercise.level_ids)
        raise InvalidRequest(
            Message(
                "{test} has no level {name}. Choose from: {names}", {**_message_values(test_id, level), "names": names}
            )
        )
    if level is None and allowed:
        return exercise, allowed[-1]
    chosen = exercise.levels[0] if level is None else exercise.level(level)
    if chosen in allowed:
        return exercise, chosen
    reason = contraindication(exercise, chosen, clearance) or Message("do it in a session first")
    raise Refusal(Message("{name} is not available: {why}.", {"name": Message(exercise.name), "why": reason}))


def log_self_test(
    diary: Diary, library: Library, test: str, number: float, *, side: str | None, level: str | None
) -> dict[str, Any]:
    """Store a result that was measured without Rearguard, and return it.

    Raises:
        InvalidRequest: the result or the side is not valid.
        Refusal: as `resolve_self_test`.
    """
    exercise, step = resolve_self_test(test, level, library, diary)
    is_two_sided = (step.sides or exercise.sides) is Sidedness.TOGETHER
    if is_two_sided != (side is None):
        text = (
            Message("{test} isn't done per side, so leave the side out", _message_values(test))
            if is_two_sided
            else Message("Give the side: left or right")
        )
        raise InvalidRequest(text)
    holds = exercise.dose.measure == "hold"
    seconds = exercise.dose.seconds
    limit = seconds.usual if holds and seconds is not None else MAX_COUNT
    if not 0 <= number <= limit or (not holds and number != int(number)):
        raise InvalidRequest(
            Message("The result of {test} must be from 0 to {most}", {**_message_values(test), "most": limit})
        )
    data = self_test_result_data(exercise, step.id, Side(side or "both"), [number], by="tap")
    diary.write((EventKind.TESTED, data))
    return data


def self_tests_json(diary: Diary, library: Library, translate: Translate) -> list[dict[str, Any]]:
    """Return every self-test with its results, the newest first, as JSON values."""
    all_results = self_test.read_results(diary.read(EventKind.TESTED))
    clearance, recent_levels = safety_status(diary).clearance, _recent_levels(diary)
    entries = []
    for exercise in list_self_tests(library):
        results = [result for result in all_results if result.test == exercise.id]
        allowed = [] if clearance is None else _allowed_levels(exercise, clearance, recent_levels)
        refused = None if allowed else _refusal_reason(exercise, clearance)
        entries.append(_self_test_json(exercise, results, allowed, refused, now=diary.clock.now(), translate=translate))
    return entries


def _self_test_json(
    exercise: Exercise,
    results: Sequence[SelfTestResult],
    allowed: Sequence[Level],
    refused: Message | None,
    *,
    now: datetime,
    translate: Translate,
) -> dict[str, Any]:
    due_reason = self_test.retest_reason(exercise.id, results, now)
    level = allowed[-1] if allowed else exercise.levels[0]
    return {
        "id": exercise.id,
        **exercise_texts_json(exercise, translate),
        "level": level.id,
        "notes": [translate(note) for note in exercise.notes],
        "needs": sorted(exercise.needs),
        "camera": None if exercise.watch is None else translate(exercise.watch.camera.say),
        "due": None if due_reason is None or refused is not None else due_reason.render(translate),
        "refused": None if refused is None else refused.render(translate),
        "norms": [
            {"text": norm.text.render(translate), "cite": norm.cite}
            for norm in norms_of(exercise.id, results[-1].level if results else level.id)
        ],
        "results": [_result_json(result, results, exercise, translate) for result in reversed(results)],
    }


def _result_json(
    result: SelfTestResult, results: Sequence[SelfTestResult], exercise: Exercise, translate: Translate
) -> dict[str, Any]:
    cues = {} if exercise.watch is None else {fault.id: fault.cue for fault in exercise.watch.flaws}
    precision = precision_of(result.test, result.level)
    return {
        "at": result.at.astimezone().isoformat(),
        "level": result.level,
        "side": result.side.value,
        "value": result.value,
        "unit": result.unit,
        "by": result.measured_by,
        "trials": list(result.trials),
        "at_limit": result.is_at_limit,
        "error": self_test.result_error(result),
        "basis": None if precision is None else precision.basis.render(translate),
        "change": _difference_json(self_test.change_since_previous(results, result)),
        "sides": _difference_json(self_test.side_difference(results, result)),
        "seen": [
            {"text": translate(cues[fault]), "tries": count}
            for fault, count in result.fault_counts.items()
            if fault in cues
        ],
    }


def _difference_json(difference: Difference | None) -> dict[str, Any] | None:
    if difference is None:
        return None
    return {"by": round(difference.amount, 1), "beyond": difference.threshold, "verdict": difference.verdict}


def _find_self_test(test: str, library: Library) -> Exercise:
    tests = {exercise.id: exercise for exercise in list_self_tests(library)}
    if test not in tests:
        raise InvalidRequest(
            Message(
                "There is no self-test {test}. Choose from: {names}",
                {**_message_values(test), "names": ", ".join(tests)},
            )
        )
    return tests[test]


def _message_values(test: str, level: str = "") -> dict[str, str]:
    return {"test": test, "name": level}


def _recent_levels(diary: Diary) -> frozenset[str]:
    """Return the ids of all levels done in recent sessions."""
    since = diary.clock.now() - ROUTINE_WINDOW
    return frozenset(str(entry.data.get("level")) for entry in diary.read(EventKind.STEP_DONE, since=since))


def _allowed_levels(exercise: Exercise, clearance: Clearance, recent_levels: Iterable[str]) -> list[Level]:
    """Return the levels that safety allows and the person has reached: the first, and those of recent sessions."""
    return [
        level
        for level in exercise.levels
        if contraindication(exercise, level, clearance) is None
        and (level is exercise.levels[0] or level.id in recent_levels)
    ]


def _refusal_reason(exercise: Exercise, clearance: Clearance | None) -> Message | None:
    if clearance is None:
        return Message("do the safety check first")
    return contraindication(exercise, exercise.levels[0], clearance)
