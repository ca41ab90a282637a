"""The decision on an exercise after a session: a table, in which the first row that fits counts.

The rows combine Baechle & Earle's "two for two" (two repetitions more than planned, in two sessions), adapted to bands
and body weight, which have no small steps, with the pain rule for supervised patients (Thomeé 1997, Phys Ther 77:1690;
Silbernagel 2007, Am J Sports Med 35:897), made stricter because training here is unsupervised.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum

from rearguard.core.message import Message, counted
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.detraining import lower_level
from rearguard.progress.ladder import amount_steps, level_index, previous_level
from rearguard.progress.level_state import LevelAction, LevelState
from rearguard.progress.sessions import Performance, TrainedSession

STRONG_PAIN_ABOVE, MODERATE_PAIN_ABOVE, MAX_SLIGHT_PAIN = 5, 3, 2
"""Pain, 0 to 10: above the first the session ends and the level falls further, above the second it gets easier; up to
the last the level may still rise."""

MAX_EASY_EFFORT, MIN_HARD_EFFORT = 6, 9
"""Effort on Borg's CR10: up to the first, two more repetitions were easily possible; from the second on, at most one
(Zourdos et al. 2016, J Strength Cond Res 30:267: 8 is two in reserve, 9 one, 10 none)."""

MIN_FORM_SCORE = 0.8
"""The lowest form score that counts as good form."""

SESSIONS_IN_A_ROW = 2
"""Sessions with the same result before the level or the amount changes."""

HELD_BACK_SESSIONS = 2
"""Sessions for which an exercise is held back after pain."""


class DecisionRow(StrEnum):
    """The rows of the table, in its order."""

    ALARM = "alarm"
    STRONG_PAIN = "strong-pain"
    PAIN = "pain"
    READY = "ready"
    HARD = "hard"
    MISSED = "missed"
    STAYS = "stays"


@value(kw_only=True)
class ExerciseCase:
    """An exercise after a session; `state` includes that session already: see `make_case`."""

    exercise: Exercise
    state: LevelState
    performance: Performance
    session: TrainedSession
    doubt: Message | None
    """The reason against moving up; None: the session went well."""

    @property
    def has_morning_pain(self) -> bool:
        """Whether pain on the next morning may come from this exercise.

        If an exercise hurt during the session it was that exercise, otherwise it may be any.
        """
        any_hurt = any(performance.pain > 0 for performance in self.session.performances)
        return (self.session.morning_pain or 0) > 0 and (self.performance.pain > 0 or not any_hurt)


DECISION_TABLE: tuple[tuple[DecisionRow, Callable[[ExerciseCase], bool]], ...] = (
    (DecisionRow.ALARM, lambda case: case.session.has_new_numbness),
    (DecisionRow.STRONG_PAIN, lambda case: case.performance.pain > STRONG_PAIN_ABOVE),
    (DecisionRow.PAIN, lambda case: case.performance.pain > MODERATE_PAIN_ABOVE or case.has_morning_pain),
    (DecisionRow.READY, lambda case: case.doubt is None and case.state.good_sessions >= SESSIONS_IN_A_ROW),
    (DecisionRow.HARD, lambda case: (case.session.effort or 0) >= MIN_HARD_EFFORT),
    (DecisionRow.MISSED, lambda case: case.state.incomplete_sessions >= SESSIONS_IN_A_ROW),
    (DecisionRow.STAYS, lambda _case: True),
)


def matching_row(case: ExerciseCase) -> DecisionRow:
    """Return the first row that fits."""
    return next(row for row, fits in DECISION_TABLE if fits(case))


def make_case(
    exercise: Exercise, state: LevelState, performance: Performance, session: TrainedSession, *, was_easy: bool = False
) -> ExerciseCase:
    """Return the case of an exercise after a session, with the session counted.

    Args:
        exercise: the exercise.
        state: the level state in that session.
        performance: how the exercise went.
        session: the session.
        was_easy: whether less than usual was planned: then it neither helps nor hinders moving up.
    """
    not_counted = _not_counted_reason(state, performance, easy=was_easy)
    doubt = not_counted or next(_doubts(state, performance, session), None)
    is_incomplete = not performance.is_complete and not session.was_cut_short
    good_sessions = 0 if doubt else min(state.good_sessions + 1, SESSIONS_IN_A_ROW)
    new_state = replace(
        state,
        good_sessions=state.good_sessions if not_counted else good_sessions,
        incomplete_sessions=state.incomplete_sessions + 1 if is_incomplete else 0,
        held_back_sessions=max(state.held_back_sessions - 1, 0),
        last_sets=performance.sets,
    )
    return ExerciseCase(exercise=exercise, state=new_state, performance=performance, session=session, doubt=doubt)


def _not_counted_reason(state: LevelState, performance: Performance, *, easy: bool) -> Message | None:
    """Return why a session counts neither for nor against moving up; None if it counts."""
    if easy:
        return Message("A smaller session than usual, so nothing changes.")
    if performance.level != state.level:
        return Message("You did a different level, so yours doesn't change.")
    if performance.amount < state.amount and not state.held_back_sessions:
        return Message("A shorter set than usual, so nothing changes.")
    return None


def _doubts(state: LevelState, performance: Performance, session: TrainedSession) -> Iterator[Message]:
    """Yield the reasons why a session does not count towards moving up."""
    if state.held_back_sessions > 1:
        yield counted(
            "Kept easy after the pain, for {count} more session.",
            "Kept easy after the pain, for {count} more sessions.",
            state.held_back_sessions - 1,
        )
    elif state.held_back_sessions:
        yield Message("Kept easy after the pain. Your next session counts again.")
    if not performance.is_complete:
        yield Message("You didn't finish all of it: no change.")
    if performance.pain > MAX_SLIGHT_PAIN:
        yield Message("It hurt a little ({pain} out of 10): no change.", {"pain": performance.pain})
    if session.effort is None:
        yield Message("No change: you didn't say how hard it was.")
    elif session.effort > MAX_EASY_EFFORT:
        yield Message("Already hard enough ({effort} out of 10): no change.", {"effort": session.effort})
    if performance.score is not None and performance.score < MIN_FORM_SCORE:
        yield Message("Form first: the camera saw something to improve.")
    if performance.was_counted_short:
        yield Message("The camera counted fewer reps than planned: no change.")


def ease_after_pain(case: ExerciseCase, levels: int) -> LevelState:
    """Return the state after pain: some levels below the one that was done, and held back there."""
    state = case.state
    if level_index(case.exercise, case.performance.level) < level_index(case.exercise, state.level):
        state = replace(state, level=case.performance.level)
    return replace(lower_level(case.exercise, state, levels), held_back_sessions=HELD_BACK_SESSIONS)


def raise_amount(exercise: Exercise, state: LevelState) -> LevelState | None:
    """Return the same level with the next larger amount; None if it is the largest already."""
    larger = [amount for amount in amount_steps(exercise) if amount > state.amount]
    return state.moved_to(state.level, larger[0]) if larger else None


def step_back(exercise: Exercise, state: LevelState) -> LevelState | None:
    """Return the next lower amount, or the largest amount of the level below; None at the very beginning."""
    smaller = [amount for amount in amount_steps(exercise) if amount < state.amount]
    if smaller:
        return state.moved_to(state.level, smaller[-1])
    lower = previous_level(exercise, state.level)
    return None if lower is None else state.moved_to(lower.id, amount_steps(exercise)[-1])


def classify_change(before: LevelState, after: LevelState, exercise: Exercise) -> LevelAction:
    """Return the action that leads from one level state to another."""
    if before.level != after.level:
        return (
            LevelAction.UP
            if level_index(exercise, after.level) > level_index(exercise, before.level)
            else LevelAction.DOWN
        )
    if before.amount != after.amount:
        return LevelAction.MORE if after.amount > before.amount else LevelAction.LESS
    return LevelAction.LESS if after.held_back_sessions > before.held_back_sessions else LevelAction.STAYS
