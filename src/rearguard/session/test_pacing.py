"""The pace of a self-test before a camera: a try's clock begins when the person does, and never waits again."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.plan.plan import Kind
from rearguard.session.coach_pacing import bout
from rearguard.session.pace import HAIR, PATIENCE, Pace, Progress
from rearguard.session.session import Outcome, Session, advance, just_before
from rearguard.session.state import Status

BEHIND = 0.25
"""Seconds by which the clock may be behind what was seen: a hold is believed a moment after it began."""


def follow(session: Session, progress: Progress, now: float) -> Outcome:
    """Look at the session; it waits for someone to be in position, and what is held for its beginning.

    What belongs to another try than the one under way, or comes while it stands still, changes nothing.
    """
    session, before = advance(session, now)
    if session.status is not Status.RUNNING or bout(session) != progress.bout:
        return session, before
    step = session.timeline.steps[progress.bout]
    if session.step != progress.bout:
        pace = session.pace if session.pace is not None and session.pace.step == session.step else None
        pace = pace or Pace(step=session.step, until=math.inf, left=PATIENCE)
        waits = not progress.ready and pace.left > 0
        return replace(session, pace=replace(pace, until=step.at - HAIR if waits else math.inf)), before
    holds = session.exercises[step.exercise].dose.measure == "hold"
    if holds and progress.held <= 0:
        # However long: by the clock it would time what nobody has begun.
        return replace(session, pace=Pace(step=session.step, until=session.position, left=math.inf)), before
    place = min(step.at + progress.held, step.end - HAIR)
    if holds and place > session.position + BEHIND:
        session = replace(session, position=place, origin=now - place)
    return replace(session, pace=None), before


def anew(session: Session, now: float) -> Outcome:
    """Go back to where getting ready for the try under way began: one that was broken off is none."""
    session, before = advance(session, now)
    if session.status is not Status.RUNNING or session.step is None:
        return session, before
    if session.timeline.steps[session.step].kind is not Kind.WORK:
        return session, before
    opening = session.timeline.opening(session.step)
    at = opening if opening > 0 else -session.timeline.lead
    session = replace(
        session, position=at, told=just_before(at) if at > 0 else -math.inf, since=at, origin=now - at, pace=None
    )
    session, after = advance(session, now)
    return session, (*before, *after)
