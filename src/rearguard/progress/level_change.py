"""What the row that fits makes of where one stands, and the reason in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rearguard.core.message import Message
from rearguard.progress.decision_table import Case, Row, eased, less, more, row
from rearguard.progress.ladder import above, amounts
from rearguard.progress.level_state import Standing

BETWEEN_LEVELS = timedelta(days=7)
"""Between two levels of one exercise, at least."""


def outcome(case: Case, *, rises: bool) -> tuple[Standing, Message]:
    """Return what the row that fits makes of a standing, and why."""
    here = case.standing
    found = row(case)
    if found is Row.READY:
        return _ready(case, rises=rises)
    if found is Row.STAYS:
        return here, case.doubt or Message("That went well. One more like it and you move up.")
    if found is Row.ALARM:
        why = Message("You reported new numbness: redo the safety check first. Nothing gets harder.")
        return replace(here, good=0, missed=0), why
    if found in {Row.STRONG_PAIN, Row.PAIN}:
        return _pained(case, strong=found is Row.STRONG_PAIN)
    return _overdone(case, hard=found is Row.HARD)


def _overdone(case: Case, *, hard: bool) -> tuple[Standing, Message]:
    lesser = less(case.exercise, case.standing)
    if lesser is None:
        stays = replace(case.standing, good=0, missed=0)
        return stays, Message("That was hard, but this is already the easiest version.")
    if hard and case.session.effort is not None:
        effort = {"effort": case.session.effort}
        return lesser, Message("Very hard ({effort} out of 10): one step back.", effort)
    return lesser, Message("Two sessions in a row cut short: one step back.")


def _pained(case: Case, *, strong: bool) -> tuple[Standing, Message]:
    pain = {"pain": case.done.pain}
    if strong:
        why = Message("It hurt ({pain} out of 10): up to two levels down, and less of it for two sessions.", pain)
        return eased(case, 2), why
    if case.sore:
        why = Message("It hurt the next morning: one level down if there is one, and less of it for two sessions.")
    else:
        why = Message(
            "It hurt ({pain} out of 10): one level down if there is one, and less of it for two sessions.", pain
        )
    return eased(case, 1), why


def _ready(case: Case, *, rises: bool) -> tuple[Standing, Message]:
    exercise, here = case.exercise, case.standing
    larger = more(exercise, here)
    if larger is not None:
        if exercise.dose.reps is not None:
            why = Message("Two good sessions in a row: now {reps} reps.", {"reps": larger.amount})
        else:
            why = Message("Two good sessions in a row: now up to {seconds} s.", {"seconds": larger.amount})
        return larger, why
    upper = above(exercise, here.level, case.session.reach)
    if upper is None:
        return here, Message("That went well. You're at the hardest version you can do with your equipment.")
    if rises:
        values: dict[str, str | int | float | Message] = {"level": Message(upper.name), "amount": amounts(exercise)[0]}
        if exercise.dose.reps is not None:
            why = Message("Two good sessions in a row. Next level: {level}, starting at {amount} reps.", values)
        else:
            why = Message("Two good sessions in a row. Next level: {level}, starting at up to {amount} s.", values)
        return replace(here, level=upper.id, amount=amounts(exercise)[0], good=0, missed=0), why
    if not rested(case):
        return here, Message("That went well. A new level comes after seven days at the earliest.")
    return here, Message("That went well. Only one exercise moves up at a time, so this one waits.")


def rested(case: Case) -> bool:
    """Return whether the last level is long enough ago for another one."""
    raised = case.standing.raised_at
    return raised is None or case.session.at - raised >= BETWEEN_LEVELS
