"""The self-tests that there are, what came of them, and which of them is for whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import clearance, standing
from rearguard.app.training.planning import described
from rearguard.app.training.self_test_session import MOST, outcome
from rearguard.core.errors import Misuse, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.side import Side
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise, Level, Role, Sides
from rearguard.library.library import Library
from rearguard.plan.self_test_plan import hindrance
from rearguard.progress import self_test
from rearguard.progress.precision import norms, precision
from rearguard.progress.self_test import Difference, Result
from rearguard.safety.clearance import Clearance

LATELY = timedelta(days=56)
"""So long what one did in the routine says what one can do in a test."""


def tests(library: Library) -> list[Exercise]:
    """Return the self-tests of a library."""
    return [one for one in library.exercises.values() if one.role is Role.TEST]


def fitting(test: str, level: str | None, library: Library, diary: Diary) -> tuple[Exercise, Level]:
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
    exercise = _known(test, library)
    cleared = clearance(diary)
    allowed = _allowed(exercise, cleared, _done(diary))
    if level is not None and level not in [one.id for one in exercise.levels]:
        known = ", ".join(one.id for one in exercise.levels)
        raise Misuse(Message("{test} has no level {name}; there are {names}", {**_named(test, level), "names": known}))
    if level is None and allowed:
        return exercise, allowed[-1]
    step = exercise.levels[0] if level is None else exercise.level(level)
    if step in allowed:
        return exercise, step
    why = hindrance(exercise, step, cleared) or Message("do it in your routine first")
    raise Refusal(Message("Not for you now: {name}. {why}.", {"name": Message(exercise.name), "why": why}))


def tell(
    diary: Diary, library: Library, test: str, number: float, *, side: str | None, level: str | None
) -> dict[str, Any]:
    """Keep a result that somebody measured without us, and return it.

    Raises:
        Misuse: it makes no sense.
        Refusal: as `fitting`.
    """
    exercise, step = fitting(test, level, library, diary)
    together = (step.sides or exercise.sides) is Sides.TOGETHER
    if together != (side is None):
        text = Message("{test} has no sides", _named(test)) if together else Message("Say which side: left or right")
        raise Misuse(text)
    holds = exercise.dose.measure == "hold"
    seconds = exercise.dose.seconds
    most = seconds.usual if holds and seconds is not None else MOST
    if not 0 <= number <= most or (not holds and number != int(number)):
        raise Misuse(Message("The result of {test} is from 0 to {most}", {**_named(test), "most": most}))
    data = outcome(exercise, step.id, Side(side or "both"), [number], by="tap")
    diary.write((Kind.TESTED, data))
    return data


def document(diary: Diary, library: Library, translate: Translate) -> list[dict[str, Any]]:
    """Return every self-test with its results, the newest first, as JSON values."""
    found = self_test.results(diary.read(Kind.TESTED))
    cleared, done = standing(diary).clearance, _done(diary)
    entries = []
    for exercise in tests(library):
        mine = [one for one in found if one.test == exercise.id]
        allowed = [] if cleared is None else _allowed(exercise, cleared, done)
        refused = None if allowed else _refused(exercise, cleared)
        entries.append(_entry(exercise, mine, allowed, refused, now=diary.clock.now(), translate=translate))
    return entries


def _entry(
    exercise: Exercise,
    mine: Sequence[Result],
    allowed: Sequence[Level],
    refused: Message | None,
    *,
    now: datetime,
    translate: Translate,
) -> dict[str, Any]:
    why = self_test.due(exercise.id, mine, now)
    level = allowed[-1] if allowed else exercise.levels[0]
    return {
        "id": exercise.id,
        **described(exercise, translate),
        "level": level.id,
        "notes": [translate(note) for note in exercise.notes],
        "needs": sorted(exercise.needs),
        "camera": None if exercise.watch is None else translate(exercise.watch.camera.say),
        "due": None if why is None or refused is not None else why.render(translate),
        "refused": None if refused is None else refused.render(translate),
        "norms": [
            {"text": norm.text.render(translate), "cite": norm.cite}
            for norm in norms(exercise.id, mine[-1].level if mine else level.id)
        ],
        "results": [_result(one, mine, exercise, translate) for one in reversed(mine)],
    }


def _result(result: Result, mine: Sequence[Result], exercise: Exercise, translate: Translate) -> dict[str, Any]:
    flaws = {} if exercise.watch is None else {flaw.id: flaw.cue for flaw in exercise.watch.flaws}
    known = precision(result.test, result.level)
    return {
        "at": result.at.astimezone().isoformat(),
        "level": result.level,
        "side": result.side.value,
        "value": result.value,
        "unit": result.unit,
        "by": result.by,
        "trials": list(result.trials),
        "at_limit": result.at_limit,
        "error": self_test.error(result),
        "basis": None if known is None else known.basis.render(translate),
        "change": _difference(self_test.change(mine, result)),
        "sides": _difference(self_test.sides(mine, result)),
        "seen": [
            {"text": translate(flaws[flaw]), "tries": count} for flaw, count in result.seen.items() if flaw in flaws
        ],
    }


def _difference(found: Difference | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {"by": round(found.by, 1), "beyond": found.beyond, "verdict": found.verdict}


def _known(test: str, library: Library) -> Exercise:
    known = {one.id: one for one in tests(library)}
    if test not in known:
        raise Misuse(
            Message("There is no self-test {test}; there are {names}", {**_named(test), "names": ", ".join(known)})
        )
    return known[test]


def _named(test: str, level: str = "") -> dict[str, str]:
    return {"test": test, "name": level}


def _done(diary: Diary) -> frozenset[str]:
    """Return the ids of all levels that were done in a routine lately."""
    since = diary.clock.now() - LATELY
    return frozenset(str(entry.data.get("level")) for entry in diary.read(Kind.STEP_DONE, since=since))


def _allowed(exercise: Exercise, cleared: Clearance, done: Iterable[str]) -> list[Level]:
    """Return the levels that someone may do and has come to: the first one, and what they do in their routine."""
    return [
        level
        for level in exercise.levels
        if hindrance(exercise, level, cleared) is None and (level is exercise.levels[0] or level.id in done)
    ]


def _refused(exercise: Exercise, cleared: Clearance | None) -> Message | None:
    if cleared is None:
        return Message("first the safety questions")
    return hindrance(exercise, exercise.levels[0], cleared)
