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
        return here, case.doubt or Message("It went well. Once more like this, and it goes on.")
    if found is Row.ALARM:
        why = Message("New numbness was told: the safety questions come first, and nothing goes up.")
        return replace(here, good=0, missed=0), why
    if found in {Row.STRONG_PAIN, Row.PAIN}:
        return _pained(case, strong=found is Row.STRONG_PAIN)
    return _overdone(case, hard=found is Row.HARD)


def _overdone(case: Case, *, hard: bool) -> tuple[Standing, Message]:
    lesser = less(case.exercise, case.standing)
    if lesser is None:
        stays = replace(case.standing, good=0, missed=0)
        return stays, Message("It was a lot, but it is the easiest there is, so it stays.")
    if hard and case.session.effort is not None:
        effort = {"effort": case.session.effort}
        return lesser, Message("It was very hard ({effort} of 10): one step back.", effort)
    return lesser, Message("Twice in a row not all of it was done: one step back.")


def _pained(case: Case, *, strong: bool) -> tuple[Standing, Message]:
    pain = {"pain": case.done.pain}
    if strong:
        why = Message(
            "It hurt ({pain} of 10): two levels down, where there are any, and less of it for two sessions.", pain
        )
        return eased(case, 2), why
    if case.sore:
        why = Message("It hurt on the next morning: a level down, where there is one, and less of it for two sessions.")
    else:
        why = Message(
            "It hurt ({pain} of 10): a level down, where there is one, and less of it for two sessions.", pain
        )
    return eased(case, 1), why


def _ready(case: Case, *, rises: bool) -> tuple[Standing, Message]:
    exercise, here = case.exercise, case.standing
    larger = more(exercise, here)
    if larger is not None:
        if exercise.dose.reps is not None:
            why = Message("Twice in a row it went well: {reps} repetitions now.", {"reps": larger.amount})
        else:
            why = Message("Twice in a row it went well: up to {seconds} seconds now.", {"seconds": larger.amount})
        return larger, why
    upper = above(exercise, here.level, case.session.reach)
    if upper is None:
        return here, Message("It went well, and nothing harder is left of it that you can do here.")
    if rises:
        values: dict[str, str | int | float | Message] = {"level": Message(upper.name), "amount": amounts(exercise)[0]}
        if exercise.dose.reps is not None:
            why = Message("Twice in a row it went well. Next level: {level}, with {amount} repetitions again.", values)
        else:
            why = Message(
                "Twice in a row it went well. Next level: {level}, with up to {amount} seconds again.", values
            )
        return replace(here, level=upper.id, amount=amounts(exercise)[0], good=0, missed=0), why
    if not rested(case):
        return here, Message("It went well. Between two levels there are seven days at least.")
    return here, Message("It went well, and waits: one exercise at a time goes up a level.")


def rested(case: Case) -> bool:
    """Return whether the last level is long enough ago for another one."""
    raised = case.standing.raised_at
    return raised is None or case.session.at - raised >= BETWEEN_LEVELS
