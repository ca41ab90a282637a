"""The pace of a self-test before a camera: a try's clock begins when the person does, and never waits again."""

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
"""Seconds by which the clock may be behind what was seen: a hold is believed a moment after it began."""


def follow_try(session: SessionState, progress: BoutProgress, now: float) -> Transition:
    """Look at the session; it waits for someone to be in position, and what is held for its beginning.

    What belongs to another try than the one under way, or comes while it stands still, changes nothing.
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
    holds = session.exercises[step.exercise].dose.measure == "hold"
    if holds and progress.held_s <= 0:
        # However long: by the clock it would time what nobody has begun.
        return replace(
            session, pace=Pace(step=session.step_index, waits_at=session.position, remaining_wait_s=math.inf)
        ), before
    place = min(step.at + progress.held_s, step.end - EPSILON_S)
    if holds and place > session.position + MAX_CLOCK_LAG_S:
        session = replace(session, position=place, origin=now - place)
    return replace(session, pace=None), before


def restart_try(session: SessionState, now: float) -> Transition:
    """Go back to where getting ready for the try under way began: one that was broken off is none."""
    session, before = advance_session(session, now)
    if session.status is not SessionStatus.RUNNING or session.step_index is None:
        return session, before
    if session.timeline.steps[session.step_index].kind is not StepKind.WORK:
        return session, before
    opening = session.timeline.preparation_start(session.step_index)
    at = opening if opening > 0 else -session.timeline.lead
    session = replace(
        session,
        position=at,
        emitted_until=position_just_before(at) if at > 0 else -math.inf,
        contiguous_since=at,
        origin=now - at,
        pace=None,
    )
    session, after = advance_session(session, now)
    return session, (*before, *after)
