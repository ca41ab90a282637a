"""Training progress as a fold over sessions and choices; it can continue from an earlier result."""

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
"""The number of decisions to keep for display: about those of a month."""

EASY_WEEK = timedelta(days=7)

EASY_WEEK_AFTER = timedelta(weeks=5)
"""The time without a break after which an easy week is offered: every fourth to sixth week is only a convention."""


@value(kw_only=True)
class TrainingProgress:
    """The person's level state of every exercise done so far. Start with `TrainingProgress()`."""

    level_states: Mapping[str, LevelState] = field(default_factory=dict)
    decisions: tuple[LevelDecision, ...] = ()
    """The latest decisions, the newest at the end."""
    unbroken_since: datetime | None = None
    """The time since which there was no break."""
    last_session_at: datetime | None = None
    """When the last session began."""
    easy_week_at: datetime | None = None
    """When the last easy week began."""
    long_break_at: datetime | None = None
    """The time of the last session that came after a break of more than four weeks."""

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
    """Return the progress after later events, given in the order of time.

    Folding the events in two parts gives the same result as in one.
    """
    for event in events:
        progress = (
            _apply_session(progress, event, exercises)
            if isinstance(event, TrainedSession)
            else _apply_choice(progress, event, exercises)
        )
    return progress


def _apply_session(
    progress: TrainingProgress, session: TrainedSession, exercises: Mapping[str, Exercise]
) -> TrainingProgress:
    break_days = days_since(progress.last_session_at, session.at)
    progress = replace(
        progress,
        unbroken_since=session.at
        if progress.unbroken_since is None or break_days > SHORT_BREAK_DAYS
        else progress.unbroken_since,
        last_session_at=session.at,
        long_break_at=session.at if break_days > LONG_BREAK_DAYS else progress.long_break_at,
    )
    cases: list[ExerciseCase] = []
    for performance in session.performances:
        exercise = exercises.get(performance.exercise)
        if exercise is None or not has_progression(exercise):
            continue
        state = _state_of(progress, exercise)
        progress, state = _after_break(progress, exercise, state, session)
        was_easy = progress.is_easy_week(session.at) or days_since(state.last_at, session.at) > SHORT_BREAK_DAYS
        cases.append(make_case(exercise, state, performance, session, was_easy=was_easy))
    case_to_raise = _case_to_raise(cases, session)
    for case in cases:
        after, reason = apply_decision_row(case, rises=case is case_to_raise)
        progress = _record_outcome(progress, case.exercise, _with_times(case, after), reason, session)
    return progress


def _after_break(
    progress: TrainingProgress, exercise: Exercise, state: LevelState, session: TrainedSession
) -> tuple[TrainingProgress, LevelState]:
    """Return the progress and the level state at the beginning of a session, after a break if there was one."""
    lowered, reason = state_after_break(exercise, state, session.at)
    if reason is None:
        return progress, lowered
    progress = _record_outcome(progress, exercise, lowered, reason, session, label="break")
    return progress, progress.level_states[exercise.id]


def _with_times(case: ExerciseCase, after: LevelState) -> LevelState:
    """Return the state after a session, with the session's times."""
    at = case.session.at
    return replace(
        after,
        last_at=at,
        loaded_at=at if is_loaded(case.exercise, case.performance.level) else after.loaded_at,
        raised_at=at if classify_change(case.state, after, case.exercise) is LevelAction.UP else after.raised_at,
    )


def _case_to_raise(cases: Iterable[ExerciseCase], session: TrainedSession) -> ExerciseCase | None:
    """Return the case that rises a level: the longest wait since the last rise, then the session's first."""
    candidates = [
        case
        for case in cases
        if matching_row(case) is DecisionRow.READY
        and raise_amount(case.exercise, case.state) is None
        and next_level(case.exercise, case.state.level, session.availability) is not None
        and has_waited_between_levels(case)
    ]
    return min(
        candidates, key=lambda case: 0.0 if (at := case.state.raised_at) is None else at.timestamp(), default=None
    )


def _apply_choice(
    progress: TrainingProgress, choice: LevelChoice, exercises: Mapping[str, Exercise]
) -> TrainingProgress:
    """Return the progress after the person's own choice; a choice that no longer applies is ignored."""
    if choice.level is None and choice.undone_change is None and not choice.exercise:
        return replace(progress, easy_week_at=choice.at)
    exercise = exercises.get(choice.exercise)
    if exercise is None or not has_progression(exercise):
        return progress
    before = _state_of(progress, exercise)
    if choice.undone_change is not None:
        if choice.undone_change != before.change_id:
            return progress
        after = before.undo_change()
        reason = Message("You undid this change.")
        return _add_decision(progress, exercise, after, reason, LevelAction.UNDONE, decision_id=choice.id, at=choice.at)
    if choice.level not in exercise.level_ids or choice.level == before.level:
        return progress
    reason = Message("You chose this level yourself.")
    is_higher = level_index(exercise, choice.level or "") > level_index(exercise, before.level)
    after = replace(
        before.moved_to(choice.level or "", amount_steps(exercise)[0]),
        held_back_sessions=0,
        raised_at=choice.at if is_higher else before.raised_at,
    ).with_change(before, choice.id, reason)
    return _add_decision(progress, exercise, after, reason, LevelAction.CHOSEN, decision_id=choice.id, at=choice.at)


def _record_outcome(
    progress: TrainingProgress,
    exercise: Exercise,
    after: LevelState,
    reason: Message,
    session: TrainedSession,
    *,
    label: str = "",
) -> TrainingProgress:
    """Return the progress with the decision on an exercise after a session."""
    before = _state_of(progress, exercise)
    action = classify_change(before, after, exercise)
    decision_id = f"{session.id}/{exercise.id}/{label or action}"
    if action is not LevelAction.STAYS:
        after = after.with_change(before, decision_id, reason)
    return _add_decision(
        progress, exercise, after, reason, action, decision_id=decision_id, at=session.at, session=session.id
    )


def _add_decision(
    progress: TrainingProgress,
    exercise: Exercise,
    after: LevelState,
    reason: Message,
    action: LevelAction,
    *,
    decision_id: str,
    at: datetime,
    session: str | None = None,
) -> TrainingProgress:
    before = _state_of(progress, exercise)
    decision = LevelDecision(
        id=decision_id,
        at=at,
        session=session,
        exercise=exercise.id,
        action=action,
        level_before=before.level,
        amount_before=before.amount,
        level=after.level,
        amount=after.amount,
        reason=reason,
    )
    return replace(
        progress,
        level_states={**progress.level_states, exercise.id: after},
        decisions=(*progress.decisions, decision)[-MAX_DECISIONS:],
    )


def _state_of(progress: TrainingProgress, exercise: Exercise) -> LevelState:
    return progress.level_states.get(exercise.id) or starting_state(exercise)
