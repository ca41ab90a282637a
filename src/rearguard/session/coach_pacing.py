"""The pace in front of a camera: the playhead follows what the coach sees."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.bout_progress import BoutProgress
from rearguard.plan.plan import Step, StepKind
from rearguard.session.pace import EPSILON_S, MAX_WAIT_SHARE, POSITION_TIMEOUT_S, Pace
from rearguard.session.session import SessionState, Transition, advance_session, position_just_before
from rearguard.session.state import SessionStatus


def current_bout(session: SessionState) -> int | None:
    """Return the index of the current work step, or of the next; None when no work is left."""
    if session.position >= session.timeline.seconds:
        return None
    first = 0 if session.step_index is None else session.step_index
    steps = session.timeline.steps
    return next((i for i in range(first, len(steps)) if steps[i].kind is StepKind.WORK), None)


def follow_progress(session: SessionState, progress: BoutProgress, now: float) -> Transition:
    """Advance the session as far as the observed progress allows.

    Progress of a bout other than the current one, or during a pause, changes nothing.
    """
    session, before = advance_session(session, now)
    if session.status is not SessionStatus.RUNNING or current_bout(session) != progress.bout:
        return session, before
    step = session.timeline.steps[progress.bout]
    if session.step_index != progress.bout:
        waits_at = math.inf if progress.in_posture else step.at - EPSILON_S
        return _with_pace(session, replace(_current_pace(session, POSITION_TIMEOUT_S), waits_at=waits_at)), before
    pace = _current_pace(session, MAX_WAIT_SHARE * step.seconds)
    if step.reps is not None and step.tempo is not None:
        session = _move_to_rep(session, pace, step, progress.reps, now)
        session, after = advance_session(session, now)
        return session, (*before, *after)
    is_hold = session.exercises[step.exercise].dose.measure == "hold"
    waits_at = session.position if is_hold and not progress.is_holding else math.inf
    return _with_pace(session, replace(pace, waits_at=waits_at)), before


def release_pace(session: SessionState, now: float) -> Transition:
    """Advance the session and let it continue by the clock: the camera no longer watches."""
    session, events = advance_session(session, now)
    if session.pace is not None:
        session = replace(session, pace=replace(session.pace, waits_at=math.inf, unwatched_reps=None))
    return session, events


def _current_pace(session: SessionState, allowance_s: float) -> Pace:
    """Return the pace of the current step: the existing one, or a new one with its full allowance."""
    if session.pace is not None and session.pace.step == session.step_index:
        return session.pace
    return Pace(step=session.step_index, waits_at=math.inf, remaining_wait_s=allowance_s)


def _with_pace(session: SessionState, pace: Pace) -> SessionState:
    """Return the session with a pace that waits only while waiting time is left."""
    return replace(session, pace=pace if pace.remaining_wait_s > 0 else replace(pace, waits_at=math.inf))


def _move_to_rep(session: SessionState, pace: Pace, step: Step, reps: int, now: float) -> SessionState:
    """Return the session at the end of the last finished repetition; reps passed unwatched count as finished."""
    if step.reps is None or step.tempo is None:
        return session
    period = step.tempo.seconds
    unwatched_reps = pace.unwatched_reps
    if unwatched_reps is None:
        unwatched_reps = max(0, int((session.position - step.at) // period) - reps)
    finished_reps = min(reps + unwatched_reps, step.reps)
    target = float(step.at + finished_reps * period)
    if target > session.position:
        session = replace(session, position=target, emitted_until=position_just_before(target), origin=now - target)
    waits_at = target + period - EPSILON_S if finished_reps < step.reps else math.inf
    return _with_pace(session, replace(pace, waits_at=waits_at, unwatched_reps=unwatched_reps))
