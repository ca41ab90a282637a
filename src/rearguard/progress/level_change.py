"""What the row that fits makes of where one stands, and the reason in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from rearguard.core.message import Message
from rearguard.progress.decision_table import (
    DecisionRow,
    ExerciseCase,
    ease_after_pain,
    matching_row,
    raise_amount,
    step_back,
)
from rearguard.progress.ladder import amount_steps, next_level
from rearguard.progress.level_state import LevelState

MIN_TIME_BETWEEN_LEVELS = timedelta(days=7)
"""Between two levels of one exercise, at least."""


def apply_decision_row(case: ExerciseCase, *, rises: bool) -> tuple[LevelState, Message]:
    """Return what the row that fits makes of a standing, and why."""
    here = case.state
    found = matching_row(case)
    if found is DecisionRow.READY:
        return _after_success(case, rises=rises)
    if found is DecisionRow.STAYS:
        return here, case.doubt or Message("That went well. One more like it and you move up.")
    if found is DecisionRow.ALARM:
        why = Message("You reported new numbness: redo the safety check first. Nothing gets harder.")
        return replace(here, good_sessions=0, incomplete_sessions=0), why
    if found in {DecisionRow.STRONG_PAIN, DecisionRow.PAIN}:
        return _after_pain(case, strong=found is DecisionRow.STRONG_PAIN)
    return _after_overload(case, hard=found is DecisionRow.HARD)


def _after_overload(case: ExerciseCase, *, hard: bool) -> tuple[LevelState, Message]:
    lesser = step_back(case.exercise, case.state)
    if lesser is None:
        stays = replace(case.state, good_sessions=0, incomplete_sessions=0)
        return stays, Message("That was hard, but this is already the easiest version.")
    if hard and case.session.effort is not None:
        effort = {"effort": case.session.effort}
        return lesser, Message("Very hard ({effort} out of 10): one step back.", effort)
    return lesser, Message("Two sessions in a row cut short: one step back.")


def _after_pain(case: ExerciseCase, *, strong: bool) -> tuple[LevelState, Message]:
    pain = {"pain": case.performance.pain}
    if strong:
        why = Message("It hurt ({pain} out of 10): up to two levels down, and less of it for two sessions.", pain)
        return ease_after_pain(case, 2), why
    if case.has_morning_pain:
        why = Message("It hurt the next morning: one level down if there is one, and less of it for two sessions.")
    else:
        why = Message(
            "It hurt ({pain} out of 10): one level down if there is one, and less of it for two sessions.", pain
        )
    return ease_after_pain(case, 1), why


def _after_success(case: ExerciseCase, *, rises: bool) -> tuple[LevelState, Message]:
    exercise, here = case.exercise, case.state
    larger = raise_amount(exercise, here)
    if larger is not None:
        if exercise.dose.reps is not None:
            why = Message("Two good sessions in a row: now {reps} reps.", {"reps": larger.amount})
        else:
            why = Message("Two good sessions in a row: now up to {seconds} s.", {"seconds": larger.amount})
        return larger, why
    upper = next_level(exercise, here.level, case.session.availability)
    if upper is None:
        return here, Message("That went well. You're at the hardest version you can do with your equipment.")
    if rises:
        values: dict[str, str | int | float | Message] = {
            "level": Message(upper.name),
            "amount": amount_steps(exercise)[0],
        }
        if exercise.dose.reps is not None:
            why = Message("Two good sessions in a row. Next level: {level}, starting at {amount} reps.", values)
        else:
            why = Message("Two good sessions in a row. Next level: {level}, starting at up to {amount} s.", values)
        return replace(
            here, level=upper.id, amount=amount_steps(exercise)[0], good_sessions=0, incomplete_sessions=0
        ), why
    if not has_waited_between_levels(case):
        return here, Message("That went well. A new level comes after seven days at the earliest.")
    return here, Message("That went well. Only one exercise moves up at a time, so this one waits.")


def has_waited_between_levels(case: ExerciseCase) -> bool:
    """Return whether the last level is long enough ago for another one."""
    raised = case.state.raised_at
    return raised is None or case.session.at - raised >= MIN_TIME_BETWEEN_LEVELS
