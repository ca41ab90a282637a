"""Who is watched sets the pace of a session: the playhead follows what was seen."""

from __future__ import annotations

import math
from dataclasses import replace

from rearguard.plan.plan import Kind, Step
from rearguard.session.pace import HAIR, PATIENCE, STRETCH, Pace, Progress
from rearguard.session.session import Outcome, Session, advance, just_before
from rearguard.session.state import Status


def bout(session: Session) -> int | None:
    """Return the step that is worked in, or the next one to be; None where there is none any more."""
    if session.position >= session.timeline.seconds:
        return None
    first = 0 if session.step is None else session.step
    steps = session.timeline.steps
    return next((i for i in range(first, len(steps)) if steps[i].kind is Kind.WORK), None)


def follow(session: Session, progress: Progress, now: float) -> Outcome:
    """Look at the session, and let it go as far as what was seen allows.

    What belongs to another bout than the one under way, or comes while it stands still, changes nothing.
    """
    session, before = advance(session, now)
    if session.status is not Status.RUNNING or bout(session) != progress.bout:
        return session, before
    step = session.timeline.steps[progress.bout]
    if session.step != progress.bout:
        until = math.inf if progress.ready else step.at - HAIR
        return _wait(session, replace(_pace(session, PATIENCE), until=until)), before
    pace = _pace(session, STRETCH * step.seconds)
    if step.reps is not None and step.tempo is not None:
        session = _count(session, pace, step, progress.reps, now)
        session, after = advance(session, now)
        return session, (*before, *after)
    holds = session.exercises[step.exercise].dose.measure == "hold"
    until = session.position if holds and not progress.holding else math.inf
    return _wait(session, replace(pace, until=until)), before


def let_go(session: Session, now: float) -> Outcome:
    """Look at the session, and let it go on by the clock from where it is: nobody watches any more."""
    session, events = advance(session, now)
    if session.pace is not None:
        session = replace(session, pace=replace(session.pace, until=math.inf, ahead=None))
    return session, events


def _pace(session: Session, allowance: float) -> Pace:
    """Return the pace of the step under way: the one that it has, or a new one with all of its allowance."""
    if session.pace is not None and session.pace.step == session.step:
        return session.pace
    return Pace(step=session.step, until=math.inf, left=allowance)


def _wait(session: Session, pace: Pace) -> Session:
    """Return the session with a pace, unless that would have it wait with nothing left to wait."""
    return replace(session, pace=pace if pace.left > 0 else replace(pace, until=math.inf))


def _count(session: Session, pace: Pace, step: Step, reps: int, now: float) -> Session:
    """Return the session at the place where as many repetitions are done, or before it where it went by the clock."""
    if step.reps is None or step.tempo is None:
        return session
    period = step.tempo.seconds
    ahead = pace.ahead
    if ahead is None:
        ahead = max(0, int((session.position - step.at) // period) - reps)
    done = min(reps + ahead, step.reps)
    place = float(step.at + done * period)
    if place > session.position:
        session = replace(session, position=place, told=just_before(place), origin=now - place)
    until = place + period - HAIR if done < step.reps else math.inf
    return _wait(session, replace(pace, until=until, ahead=ahead))
