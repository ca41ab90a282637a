"""The self-tests that there are, what came of them, and which of them is for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance, safety_status
from rearguard.app.training.planning import exercise_texts_json
from rearguard.app.training.self_test_session import MAX_COUNT, self_test_result_data
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
from rearguard.safety.clearance import Clearance

ROUTINE_WINDOW = timedelta(days=56)
"""So long what one did in the routine says what one can do in a test."""


def list_self_tests(library: Library) -> list[Exercise]:
    """Return the self-tests of a library."""
    return [one for one in library.exercises.values() if one.role is Role.TEST]


def resolve_self_test(test: str, level: str | None, library: Library, diary: Diary) -> tuple[Exercise, Level]:
    """Return a self-test and how it is to be done by this person.

    Args:
        test: its id.
        level: the step that is wanted; None: the highest that they may and do in their routine.
        library: where it is looked for.
        diary: the person's.

    Raises:
        Misuse: there is no such test, or no such level.
        Refusal: the safety answers speak against it, or the level is not reached.
    """
    exercise = _find_self_test(test, library)
    cleared = require_clearance(diary)
    allowed = _allowed_levels(exercise, cleared, _recent_levels(diary))
    if level is not None and level not in exercise.level_ids:
        known = ", ".join(exercise.level_ids)
        raise InvalidRequest(
            Message(
                "{test} has no level {name}. Choose from: {names}", {**_message_values(test, level), "names": known}
            )
        )
    if level is None and allowed:
        return exercise, allowed[-1]
    step = exercise.levels[0] if level is None else exercise.level(level)
    if step in allowed:
        return exercise, step
    why = contraindication(exercise, step, cleared) or Message("do it in a session first")
    raise Refusal(Message("{name} is not available: {why}.", {"name": Message(exercise.name), "why": why}))


def log_self_test(
    diary: Diary, library: Library, test: str, number: float, *, side: str | None, level: str | None
) -> dict[str, Any]:
    """Keep a result that somebody measured without us, and return it.

    Raises:
        Misuse: it makes no sense.
        Refusal: as `resolve_self_test`.
    """
    exercise, step = resolve_self_test(test, level, library, diary)
    together = (step.sides or exercise.sides) is Sidedness.TOGETHER
    if together != (side is None):
        text = (
            Message("{test} isn't done per side, so leave the side out", _message_values(test))
            if together
            else Message("Give the side: left or right")
        )
        raise InvalidRequest(text)
    holds = exercise.dose.measure == "hold"
    seconds = exercise.dose.seconds
    most = seconds.usual if holds and seconds is not None else MAX_COUNT
    if not 0 <= number <= most or (not holds and number != int(number)):
        raise InvalidRequest(
            Message("The result of {test} must be from 0 to {most}", {**_message_values(test), "most": most})
        )
    data = self_test_result_data(exercise, step.id, Side(side or "both"), [number], by="tap")
    diary.write((EventKind.TESTED, data))
    return data


def self_tests_json(diary: Diary, library: Library, translate: Translate) -> list[dict[str, Any]]:
    """Return every self-test with its results, the newest first, as JSON values."""
    found = self_test.read_results(diary.read(EventKind.TESTED))
    cleared, done = safety_status(diary).clearance, _recent_levels(diary)
    entries = []
    for exercise in list_self_tests(library):
        mine = [one for one in found if one.test == exercise.id]
        allowed = [] if cleared is None else _allowed_levels(exercise, cleared, done)
        refused = None if allowed else _refusal_reason(exercise, cleared)
        entries.append(_self_test_json(exercise, mine, allowed, refused, now=diary.clock.now(), translate=translate))
    return entries


def _self_test_json(
    exercise: Exercise,
    mine: Sequence[SelfTestResult],
    allowed: Sequence[Level],
    refused: Message | None,
    *,
    now: datetime,
    translate: Translate,
) -> dict[str, Any]:
    why = self_test.retest_reason(exercise.id, mine, now)
    level = allowed[-1] if allowed else exercise.levels[0]
    return {
        "id": exercise.id,
        **exercise_texts_json(exercise, translate),
        "level": level.id,
        "notes": [translate(note) for note in exercise.notes],
        "needs": sorted(exercise.needs),
        "camera": None if exercise.watch is None else translate(exercise.watch.camera.say),
        "due": None if why is None or refused is not None else why.render(translate),
        "refused": None if refused is None else refused.render(translate),
        "norms": [
            {"text": norm.text.render(translate), "cite": norm.cite}
            for norm in norms_of(exercise.id, mine[-1].level if mine else level.id)
        ],
        "results": [_result_json(one, mine, exercise, translate) for one in reversed(mine)],
    }


def _result_json(
    result: SelfTestResult, mine: Sequence[SelfTestResult], exercise: Exercise, translate: Translate
) -> dict[str, Any]:
    flaws = {} if exercise.watch is None else {flaw.id: flaw.cue for flaw in exercise.watch.flaws}
    known = precision_of(result.test, result.level)
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
        "basis": None if known is None else known.basis.render(translate),
        "change": _difference_json(self_test.change_since_previous(mine, result)),
        "sides": _difference_json(self_test.side_difference(mine, result)),
        "seen": [
            {"text": translate(flaws[flaw]), "tries": count}
            for flaw, count in result.fault_counts.items()
            if flaw in flaws
        ],
    }


def _difference_json(found: Difference | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"by": round(found.amount, 1), "beyond": found.threshold, "verdict": found.verdict}


def _find_self_test(test: str, library: Library) -> Exercise:
    known = {one.id: one for one in list_self_tests(library)}
    if test not in known:
        raise InvalidRequest(
            Message(
                "There is no self-test {test}. Choose from: {names}",
                {**_message_values(test), "names": ", ".join(known)},
            )
        )
    return known[test]


def _message_values(test: str, level: str = "") -> dict[str, str]:
    return {"test": test, "name": level}


def _recent_levels(diary: Diary) -> frozenset[str]:
    """Return the ids of all levels that were done in a routine lately."""
    since = diary.clock.now() - ROUTINE_WINDOW
    return frozenset(str(entry.data.get("level")) for entry in diary.read(EventKind.STEP_DONE, since=since))


def _allowed_levels(exercise: Exercise, cleared: Clearance, done: Iterable[str]) -> list[Level]:
    """Return the levels that someone may do and has come to: the first one, and what they do in their routine."""
    return [
        level
        for level in exercise.levels
        if contraindication(exercise, level, cleared) is None and (level is exercise.levels[0] or level.id in done)
    ]


def _refusal_reason(exercise: Exercise, cleared: Clearance | None) -> Message | None:
    if cleared is None:
        return Message("do the safety check first")
    return contraindication(exercise, exercise.levels[0], cleared)
