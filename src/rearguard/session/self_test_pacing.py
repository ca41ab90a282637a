"""The pace of a self-test in front of a camera: a try's clock starts when the person does, and never waits again."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.core.bout_progress import BoutProgress
from rearguard.plan.plan import StepKind
from rearguard.session.coach_pacing import current_bout
from rearguard.session.pace import EPSILON_S, POSITION_TIMEOUT_S, Pace
from rearguard.session.session import SessionState, Transition, advance_session, position_just_before
from rearguard.session.state import SessionStatus

MAX_CLOCK_LAG_S = 0.25
"""Seconds by which the clock may lag behind the camera: a hold is confirmed a moment after it began."""


def follow_try(session: SessionState, progress: BoutProgress, now: float) -> Transition:
    """Advance the session; it waits for the person to be in position, and for a hold to begin.

    Progress of a try other than the current one, or during a pause, changes nothing.
    """
    session, before = advance_session(session, now)
    if session.status is not SessionStatus.RUNNING or current_bout(session) != progress.bout:
        return session, before
    step = session.timeline.steps[progress.bout]
    if session.step_index != progress.bout:
        pace = session.pace if session.pace is not None and session.pace.step == session.step_index else None
        pace = pace or Pace(step=session.step_index, waits_at=math.inf, remaining_wait_s=POSITION_TIMEOUT_S)
        waits = not progress.in_posture and pace.remaining_wait_s > 0
        return replace(session, pace=replace(pace, waits_at=step.at - EPSILON_S if waits else math.inf)), before
    is_hold = session.exercises[step.exercise].dose.measure == "hold"
    if is_hold and progress.held_s <= 0:
        # Without a limit: the clock would time a hold that has not begun.
        return replace(
            session, pace=Pace(step=session.step_index, waits_at=session.position, remaining_wait_s=math.inf)
        ), before
    target = min(step.at + progress.held_s, step.end - EPSILON_S)
    if is_hold and target > session.position + MAX_CLOCK_LAG_S:
        session = replace(session, position=target, origin=now - target)
    return replace(session, pace=None), before


def restart_try(session: SessionState, now: float) -> Transition:
    """Go back to where the preparation for the current try began: an interrupted try doesn't count."""
    session, before = advance_session(session, now)
    if session.status is not SessionStatus.RUNNING or session.step_index is None:
        return session, before
    if session.timeline.steps[session.step_index].kind is not StepKind.WORK:
        return session, before
    start = session.timeline.preparation_start(session.step_index)
    position = start if start > 0 else -session.timeline.lead
    session = replace(
        session,
        position=position,
        emitted_until=position_just_before(position) if position > 0 else -math.inf,
        contiguous_since=position,
        origin=now - position,
        pace=None,
    )
    session, after = advance_session(session, now)
    return session, (*before, *after)
