"""The new level state after a session, by the row of the decision table that fits, and the reason in words."""

from __future__ import annotations

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
"""The shortest time between two rises of level of an exercise."""


def apply_decision_row(case: ExerciseCase, *, rises: bool) -> tuple[LevelState, Message]:
    """Return the new state and the reason.

    Args:
        case: the exercise after the session.
        rises: whether this is the exercise that may rise a level in this session.
    """
    state = case.state
    row = matching_row(case)
    if row is DecisionRow.READY:
        return _after_success(case, rises=rises)
    if row is DecisionRow.STAYS:
        return state, case.doubt or Message("That went well. One more like it and you move up.")
    if row is DecisionRow.ALARM:
        reason = Message("You reported new numbness: redo the safety check first. Nothing gets harder.")
        return state.moved_to(state.level, state.amount), reason
    if row in {DecisionRow.STRONG_PAIN, DecisionRow.PAIN}:
        return _after_pain(case, strong=row is DecisionRow.STRONG_PAIN)
    return _after_overload(case, hard=row is DecisionRow.HARD)


def _after_overload(case: ExerciseCase, *, hard: bool) -> tuple[LevelState, Message]:
    state, easier = case.state, step_back(case.exercise, case.state)
    if easier is None:
        unchanged = state.moved_to(state.level, state.amount)
        return unchanged, Message("That was hard, but this is already the easiest version.")
    if hard and case.session.effort is not None:
        effort = {"effort": case.session.effort}
        return easier, Message("Very hard ({effort} out of 10): one step back.", effort)
    return easier, Message("Two sessions in a row cut short: one step back.")


def _after_pain(case: ExerciseCase, *, strong: bool) -> tuple[LevelState, Message]:
    pain = {"pain": case.performance.pain}
    if strong:
        reason = Message("It hurt ({pain} out of 10): up to two levels down, and less of it for two sessions.", pain)
        return ease_after_pain(case, 2), reason
    if case.has_morning_pain:
        reason = Message("It hurt the next morning: one level down if there is one, and less of it for two sessions.")
    else:
        reason = Message(
            "It hurt ({pain} out of 10): one level down if there is one, and less of it for two sessions.", pain
        )
    return ease_after_pain(case, 1), reason


def _after_success(case: ExerciseCase, *, rises: bool) -> tuple[LevelState, Message]:
    exercise, state = case.exercise, case.state
    larger = raise_amount(exercise, state)
    if larger is not None:
        if exercise.dose.reps is not None:
            reason = Message("Two good sessions in a row: now {reps} reps.", {"reps": larger.amount})
        else:
            reason = Message("Two good sessions in a row: now up to {seconds} s.", {"seconds": larger.amount})
        return larger, reason
    higher = next_level(exercise, state.level, case.session.availability)
    if higher is None:
        return state, Message("That went well. You're at the hardest version you can do with your equipment.")
    if rises:
        values: dict[str, str | int | float | Message] = {
            "level": Message(higher.name),
            "amount": amount_steps(exercise)[0],
        }
        if exercise.dose.reps is not None:
            reason = Message("Two good sessions in a row. Next level: {level}, starting at {amount} reps.", values)
        else:
            reason = Message("Two good sessions in a row. Next level: {level}, starting at up to {amount} s.", values)
        return state.moved_to(higher.id, amount_steps(exercise)[0]), reason
    if not has_waited_between_levels(case):
        return state, Message("That went well. A new level comes after seven days at the earliest.")
    return state, Message("That went well. Only one exercise moves up at a time, so this one waits.")


def has_waited_between_levels(case: ExerciseCase) -> bool:
    """Return whether the last rise of level is long enough ago for another."""
    raised = case.state.raised_at
    return raised is None or case.session.at - raised >= MIN_TIME_BETWEEN_LEVELS
