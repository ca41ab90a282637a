"""Who is watched sets the pace of a session: the playhead follows what was seen."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.bout_progress import BoutProgress
from rearguard.plan.plan import Step, StepKind
from rearguard.session.pace import EPSILON_S, MAX_WAIT_SHARE, POSITION_TIMEOUT_S, Pace
from rearguard.session.session import SessionState, Transition, advance_session, position_just_before
from rearguard.session.state import SessionStatus


def current_bout(session: SessionState) -> int | None:
    """Return the step that is worked in, or the next one to be; None where there is none any more."""
    if session.position >= session.timeline.seconds:
        return None
    first = 0 if session.step_index is None else session.step_index
    steps = session.timeline.steps
    return next((i for i in range(first, len(steps)) if steps[i].kind is StepKind.WORK), None)


def follow_progress(session: SessionState, progress: BoutProgress, now: float) -> Transition:
    """Look at the session, and let it go as far as what was seen allows.

    What belongs to another bout than the one under way, or comes while it stands still, changes nothing.
    """
    session, before = advance_session(session, now)
    if session.status is not SessionStatus.RUNNING or current_bout(session) != progress.bout:
        return session, before
    step = session.timeline.steps[progress.bout]
    if session.step_index != progress.bout:
        until = math.inf if progress.in_posture else step.at - EPSILON_S
        return _with_pace(session, replace(_current_pace(session, POSITION_TIMEOUT_S), waits_at=until)), before
    pace = _current_pace(session, MAX_WAIT_SHARE * step.seconds)
    if step.reps is not None and step.tempo is not None:
        session = _move_to_rep(session, pace, step, progress.reps, now)
        session, after = advance_session(session, now)
        return session, (*before, *after)
    holds = session.exercises[step.exercise].dose.measure == "hold"
    until = session.position if holds and not progress.is_holding else math.inf
    return _with_pace(session, replace(pace, waits_at=until)), before


def release_pace(session: SessionState, now: float) -> Transition:
    """Look at the session, and let it go on by the clock from where it is: nobody watches any more."""
    session, events = advance_session(session, now)
    if session.pace is not None:
        session = replace(session, pace=replace(session.pace, waits_at=math.inf, unwatched_reps=None))
    return session, events


def _current_pace(session: SessionState, allowance: float) -> Pace:
    """Return the pace of the step under way: the one that it has, or a new one with all of its allowance."""
    if session.pace is not None and session.pace.step == session.step_index:
        return session.pace
    return Pace(step=session.step_index, waits_at=math.inf, remaining_wait_s=allowance)


def _with_pace(session: SessionState, pace: Pace) -> SessionState:
    """Return the session with a pace, unless that would have it wait with nothing left to wait."""
    return replace(session, pace=pace if pace.remaining_wait_s > 0 else replace(pace, waits_at=math.inf))


def _move_to_rep(session: SessionState, pace: Pace, step: Step, reps: int, now: float) -> SessionState:
    """Return the session at the place where as many repetitions are done, or before it where it went by the clock."""
    if step.reps is None or step.tempo is None:
        return session
    period = step.tempo.seconds
    ahead = pace.unwatched_reps
    if ahead is None:
        ahead = max(0, int((session.position - step.at) // period) - reps)
    done = min(reps + ahead, step.reps)
    place = float(step.at + done * period)
    if place > session.position:
        session = replace(session, position=place, emitted_until=position_just_before(place), origin=now - place)
    until = place + period - EPSILON_S if done < step.reps else math.inf
    return _with_pace(session, replace(pace, waits_at=until, unwatched_reps=ahead))
