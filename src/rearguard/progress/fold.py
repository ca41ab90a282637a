"""From what was done and felt to where a person stands: a fold that can go on from where it ended."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime, timedelta

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.progress.decision_table import (
    DecisionRow,
    ExerciseCase,
    classify_change,
    make_case,
    matching_row,
    raise_amount,
)
from rearguard.progress.detraining import LONG_BREAK_DAYS, SHORT_BREAK_DAYS, days_since, state_after_break
from rearguard.progress.ladder import amount_steps, has_progression, is_loaded, level_index, next_level
from rearguard.progress.level_change import apply_decision_row, has_waited_between_levels
from rearguard.progress.level_state import LevelAction, LevelDecision, LevelState, starting_state
from rearguard.progress.sessions import LevelChoice, ProgressEvent, TrainedSession

MAX_DECISIONS = 120
"""Decisions that are kept to be told: those of a month."""

EASY_WEEK = timedelta(days=7)

EASY_WEEK_AFTER = timedelta(weeks=5)
"""After so long without a break an easy week is offered: every fourth to sixth week is a convention, no more."""


@value(kw_only=True)
class TrainingProgress:
    """Where a person stands with every exercise that was done. Start with `TrainingProgress()`."""

    level_states: Mapping[str, LevelState] = field(default_factory=dict)
    decisions: tuple[LevelDecision, ...] = ()
    """The last ones, the newest at the end."""
    unbroken_since: datetime | None = None
    """Since when there was no break."""
    last_session_at: datetime | None = None
    """When the last session began."""
    easy_week_at: datetime | None = None
    """When the last easy week began."""
    long_break_at: datetime | None = None
    """When a session came after more than four weeks without."""

    def is_easy_week(self, at: datetime) -> bool:
        """Return whether a moment is in an easy week."""
        return self.easy_week_at is not None and timedelta() <= at - self.easy_week_at < EASY_WEEK

    def may_offer_easy_week(self, now: datetime) -> bool:
        """Return whether an easy week may be offered."""
        if self.unbroken_since is None or days_since(self.last_session_at, now) > SHORT_BREAK_DAYS:
            return False
        return now - max(self.unbroken_since, self.easy_week_at or self.unbroken_since) >= EASY_WEEK_AFTER


def fold_progress(
    progress: TrainingProgress, events: Iterable[ProgressEvent], exercises: Mapping[str, Exercise]
) -> TrainingProgress:
    """Return progress after what happened since, in the order of time.

    Folding a story in two parts is folding it in one.
    """
    for one in events:
        progress = (
            _apply_session(progress, one, exercises)
            if isinstance(one, TrainedSession)
            else _apply_choice(progress, one, exercises)
        )
    return progress


def _apply_session(
    progress: TrainingProgress, session: TrainedSession, exercises: Mapping[str, Exercise]
) -> TrainingProgress:
    away = days_since(progress.last_session_at, session.at)
    progress = replace(
        progress,
        unbroken_since=session.at
        if progress.unbroken_since is None or away > SHORT_BREAK_DAYS
        else progress.unbroken_since,
        last_session_at=session.at,
        long_break_at=session.at if away > LONG_BREAK_DAYS else progress.long_break_at,
    )
    cases: list[ExerciseCase] = []
    for done in session.performances:
        exercise = exercises.get(done.exercise)
        if exercise is None or not has_progression(exercise):
            continue
        standing = _state_of(progress, exercise)
        progress, standing = _after_time_off(progress, exercise, standing, session)
        easy = progress.is_easy_week(session.at) or days_since(standing.last_at, session.at) > SHORT_BREAK_DAYS
        cases.append(make_case(exercise, standing, done, session, was_easy=easy))
    rises = _case_to_raise(cases, session)
    for one in cases:
        after, why = apply_decision_row(one, rises=one is rises)
        progress = _record_outcome(progress, one.exercise, _with_times(one, after), why, session)
    return progress


def _after_time_off(
    progress: TrainingProgress, exercise: Exercise, standing: LevelState, session: TrainedSession
) -> tuple[TrainingProgress, LevelState]:
    """Return where one stands when a session begins, after the time without."""
    low, why = state_after_break(exercise, standing, session.at)
    if why is None:
        return progress, low
    progress = _record_outcome(progress, exercise, low, why, session, label="break")
    return progress, progress.level_states[exercise.id]


def _with_times(case: ExerciseCase, after: LevelState) -> LevelState:
    """Return what a session made of a standing, with its times."""
    at = case.session.at
    return replace(
        after,
        last_at=at,
        loaded_at=at if is_loaded(case.exercise, case.performance.level) else after.loaded_at,
        raised_at=at if classify_change(case.state, after, case.exercise) is LevelAction.UP else after.raised_at,
    )


def _case_to_raise(cases: Iterable[ExerciseCase], session: TrainedSession) -> ExerciseCase | None:
    """Return the one that goes up a level: of those that may, who has waited longest, and then the session's first."""
    waiting = [
        one
        for one in cases
        if matching_row(one) is DecisionRow.READY
        and raise_amount(one.exercise, one.state) is None
        and next_level(one.exercise, one.state.level, session.availability) is not None
        and has_waited_between_levels(one)
    ]
    return min(waiting, key=lambda one: 0.0 if (up := one.state.raised_at) is None else up.timestamp(), default=None)


def _apply_choice(
    progress: TrainingProgress, choice: LevelChoice, exercises: Mapping[str, Exercise]
) -> TrainingProgress:
    """Return progress after what a person decided; what can't be followed any more is passed over."""
    if choice.level is None and choice.undone_change is None and not choice.exercise:
        return replace(progress, easy_week_at=choice.at)
    exercise = exercises.get(choice.exercise)
    if exercise is None or not has_progression(exercise):
        return progress
    here = _state_of(progress, exercise)
    if choice.undone_change is not None:
        if choice.undone_change != here.change_id:
            return progress
        after = here.undo_change()
        why = Message("You undid this change.")
        return _add_decision(progress, exercise, after, why, LevelAction.UNDONE, name=choice.id, at=choice.at)
    if choice.level not in exercise.level_ids or choice.level == here.level:
        return progress
    why = Message("You chose this level yourself.")
    up = level_index(exercise, choice.level or "") > level_index(exercise, here.level)
    after = replace(
        here,
        level=choice.level or "",
        amount=amount_steps(exercise)[0],
        good_sessions=0,
        incomplete_sessions=0,
        held_back_sessions=0,
        raised_at=choice.at if up else here.raised_at,
    ).with_change(here, choice.id, why)
    return _add_decision(progress, exercise, after, why, LevelAction.CHOSEN, name=choice.id, at=choice.at)


def _record_outcome(
    progress: TrainingProgress,
    exercise: Exercise,
    after: LevelState,
    why: Message,
    session: TrainedSession,
    *,
    label: str = "",
) -> TrainingProgress:
    """Return progress with what a session made of an exercise."""
    before = _state_of(progress, exercise)
    done = classify_change(before, after, exercise)
    name = f"{session.id}/{exercise.id}/{label or done}"
    if done is not LevelAction.STAYS:
        after = after.with_change(before, name, why)
    return _add_decision(progress, exercise, after, why, done, name=name, at=session.at, session=session.id)


def _add_decision(
    progress: TrainingProgress,
    exercise: Exercise,
    after: LevelState,
    why: Message,
    done: LevelAction,
    *,
    name: str,
    at: datetime,
    session: str | None = None,
) -> TrainingProgress:
    before = _state_of(progress, exercise)
    decision = LevelDecision(
        id=name,
        at=at,
        session=session,
        exercise=exercise.id,
        action=done,
        level_before=before.level,
        amount_before=before.amount,
        level=after.level,
        amount=after.amount,
        reason=why,
    )
    return replace(
        progress,
        level_states={**progress.level_states, exercise.id: after},
        decisions=(*progress.decisions, decision)[-MAX_DECISIONS:],
    )


def _state_of(progress: TrainingProgress, exercise: Exercise) -> LevelState:
    return progress.level_states.get(exercise.id) or starting_state(exercise)
