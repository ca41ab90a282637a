"""The session itself: a value that a command or the passing of time turns into the next one.

Theory of operation. A *playhead* knows the position: while it runs, position = now − origin, so there is
nothing to add up and nothing that drifts. `advance` compares it with the position that was last looked at, and
returns what lies between: steps begun and done, cues. A cue that is older than `stale` is not said; one cue
then says where you are, so a late look never gives a backlog. When nobody has looked for longer than `gap`, the
session pauses itself at the position last seen. Whoever drives it (a terminal's loop, a page's ticks) only has
to look often enough.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Literal

from rearguard.core.errors import IllegalCommand
from rearguard.core.message import Message, Translate, counted, untranslated
from rearguard.core.value import value
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind, Plan
from rearguard.session import event
from rearguard.session.cue import Cue, Moment
from rearguard.session.event import Event
from rearguard.session.limits import FREE, Limits
from rearguard.session.pace import Pace, limited
from rearguard.session.regression import ease
from rearguard.session.state import TRANSITIONS, Status, Trigger
from rearguard.session.timeline import LEAD, Timeline, timeline

GAP = 5.0
"""Seconds without a look after which the session pauses itself. A page looks every second; a browser that
throttles a hidden page still does, a frozen one does not."""

STALE = 1.0
"""Seconds after its moment within which a cue is still worth saying."""

RESTART = 3.0
"""Seconds into a bout within which "back" means the bout before, as with a music player."""

Cause = Literal["you", "gap", "resumed"]
Outcome = tuple["Session", tuple[Event, ...]]


@value(kw_only=True)
class Session:
    """A session at one moment. Times are seconds of any clock that goes on during a suspend."""

    exercises: Mapping[str, Exercise]
    timeline: Timeline
    limits: Limits = FREE
    status: Status = Status.RUNNING
    cause: Cause | None = None
    """Why it is paused."""
    origin: float
    """While running: the time at which the position was 0."""
    position: float
    """Where on the timeline it was when last looked at."""
    told: float = -math.inf
    """The position up to which, itself included, everything has been told."""
    since: float = -math.inf
    """The position from which it has run without a jump: a step that ends there was jumped over, not done."""
    looked: float
    """When it was last looked at."""
    done: frozenset[int] = frozenset()
    """The steps done to their end."""
    revision: int = 0
    """Grows whenever the timeline becomes another one."""
    pace: Pace | None = None
    """Where it waits for who is watched; None: it goes by the clock."""
    gap: float = GAP
    stale: float = STALE

    @property
    def step(self) -> int | None:
        """Which step was under way."""
        return self.timeline.index(self.position)


def begin(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    now: float,
    *,
    lead: float = LEAD,
    speed: float = 1.0,
    rate: float = 1.0,
    translate: Translate = untranslated,
    limits: Limits = FREE,
) -> Session:
    """Return a session that begins its lead-in now.

    Args:
        plan: with at least one step.
        exercises: by id.
        now: seconds.
        lead: seconds before the plan's own time begins.
        speed: how fast the clock runs, so that what counts as late is meant in real seconds.
        rate: how fast its cues are spoken, times the usual.
        translate: into the language in which they are spoken.
        limits: what it never goes beyond.
    """
    if not plan.steps:
        raise ValueError("a plan without steps can't be begun")
    return Session(
        exercises=exercises,
        timeline=timeline(plan, exercises, lead, rate, translate),
        limits=limits,
        origin=now + lead,
        position=-lead,
        looked=now,
        gap=GAP * speed,
        stale=STALE * speed,
    )


def restore(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    now: float,
    *,
    done: frozenset[int],
    lead: float = LEAD,
    speed: float = 1.0,
    rate: float = 1.0,
    translate: Translate = untranslated,
    limits: Limits = FREE,
) -> Session:
    """Return an interrupted session, paused where the first bout that was not done is made ready for.

    Args:
        plan: as it was when the session was cut off, eased steps included.
        exercises: by id.
        now: seconds.
        done: the indices of the steps that were done.
        lead: as for `begin`.
        speed: as for `begin`.
        rate: as for `begin`.
        translate: as for `begin`.
        limits: as for `begin`.
    """
    line = timeline(plan, exercises, lead, rate, translate)
    left = [i for i, step in enumerate(plan.steps) if step.kind is Kind.WORK and i not in done]
    position = line.opening(left[0]) if left else line.seconds
    return Session(
        exercises=exercises,
        timeline=line,
        limits=limits,
        status=Status.PAUSED,
        cause="resumed",
        origin=0.0,
        position=position if position > 0 else -lead,
        told=just_before(position) if position > 0 else -math.inf,
        since=position,
        looked=now,
        done=done,
        gap=GAP * speed,
        stale=STALE * speed,
    )


def just_before(position: float) -> float:
    """Return the position from which what begins at `position` is still to be told."""
    return math.nextafter(position, -math.inf)


def advance(session: Session, now: float) -> Outcome:
    """Look at the session: return it as it is now, and what has happened since the last look."""
    if session.status is not Status.RUNNING:
        return replace(session, looked=now), ()
    if now < session.looked:  # a clock that was set back: no time has passed
        return replace(session, origin=now - session.position, looked=now), ()
    if now - session.looked > session.gap:
        return _pause(replace(session, looked=now), Trigger.GAP)
    position = now - session.origin
    if session.pace is not None:
        pace, position, waited = limited(session.pace, position)
        session = replace(session, pace=pace, origin=session.origin + waited)
    # Never behind the position last seen: now - (now - x) may be a hair less than x.
    position = min(max(position, session.position), session.timeline.seconds)
    events = _between(session, position)
    finished = {e.index for e in events if isinstance(e, event.StepDone)}
    session = replace(session, position=position, told=position, looked=now, done=session.done | finished)
    if position >= session.timeline.seconds:
        session = _enter(session, Trigger.FINISH)
        events.append(event.Ended(position, "done"))
    return session, tuple(events)


def pause(session: Session, now: float) -> Outcome:
    """Stand still."""
    return _after_look(session, now, lambda s: _pause(s, Trigger.PAUSE))


def resume(session: Session, now: float) -> Outcome:
    """Go on where it stands, and say where that is."""

    def go(session: Session) -> Outcome:
        position = session.position
        session = replace(_enter(session, Trigger.RESUME), cause=None, origin=now - position)
        return _with_look(session, now, event.Resumed(position), *_where(session, position))

    return _after_look(session, now, go)


def skip(session: Session, now: float) -> Outcome:
    """Go to the end of the step under way, which does not count as done; in the lead-in, to the first step."""

    def go(session: Session) -> Outcome:
        target = 0.0 if session.position < 0 else float(session.timeline.steps[_meant(session)].end)
        session = _enter(session, Trigger.SKIP)
        if target >= session.timeline.seconds:
            session = replace(_enter(session, Trigger.FINISH), position=target, cause=None)
            return session, (event.Ended(target, "done"),)
        return _with_look(_seek(session, target, now), now)

    return _after_look(session, now, go)


def back(session: Session, now: float) -> Outcome:
    """Go to the beginning of the bout under way, or to the one before when it has hardly begun.

    Before the first bout is the lead-in.
    """

    def go(session: Session) -> Outcome:
        lead = -session.timeline.lead
        bouts = [step.at for step in session.timeline.steps if step.kind is Kind.WORK]
        target = max((at for at in bouts if at <= session.position - RESTART), default=lead)
        return _with_look(_seek(_enter(session, Trigger.BACK), float(target), now), now)

    return _after_look(session, now, go)


def easier(session: Session, now: float) -> Outcome:
    """Make the rest of the exercise under way easier."""
    return _after_look(session, now, lambda s: _with_look(*_ease(_enter(s, Trigger.EASIER), now)))


def hurts(session: Session, now: float) -> Outcome:
    """Stand still and ask how much it hurts."""

    def go(session: Session) -> Outcome:
        return replace(_enter(session, Trigger.HURTS), cause=None), (event.Hurting(session.position),)

    return _after_look(session, now, go)


def pain(session: Session, score: int, now: float) -> Outcome:
    """Answer how much it hurts, 0 to 10: go on, go on easier, or stop."""
    trigger = session.limits.pain_trigger(score)

    def go(session: Session) -> Outcome:
        session = _enter(session, trigger)
        position = session.position
        rated = event.PainRated(position, score)
        if trigger is Trigger.SEVERE:
            return session, (rated, event.Ended(position, "hurt"))
        session = replace(session, origin=now - position)
        if trigger is Trigger.MODERATE:
            session, _, *eased = _ease(session, now)
            return _with_look(session, now, rated, *eased, event.Resumed(session.position))
        return _with_look(session, now, rated, event.Resumed(position))

    return _after_look(session, now, go)


def stop(session: Session, now: float) -> Outcome:
    """End it here."""

    def go(session: Session) -> Outcome:
        return replace(_enter(session, Trigger.STOP), cause=None), (event.Ended(session.position, "stopped"),)

    return _after_look(session, now, go)


def _after_look(session: Session, now: float, go: Callable[[Session], Outcome]) -> Outcome:
    """Look first, then do it; what it finds illegal changes nothing, the look included."""
    looked, before = advance(session, now)
    after, events = go(looked)
    return after, (*before, *events)


def _with_look(session: Session, now: float, *events: Event) -> Outcome:
    """Return the session as it is after a change, with what is due at once."""
    session, more = advance(session, now)
    return session, (*events, *more)


def _enter(session: Session, trigger: Trigger) -> Session:
    allowed = TRANSITIONS[session.status]
    if trigger not in allowed:
        raise IllegalCommand(f"can't {trigger} when {session.status}")
    return replace(session, status=allowed[trigger])


def _pause(session: Session, trigger: Trigger) -> Outcome:
    cause: Literal["you", "gap"] = "gap" if trigger is Trigger.GAP else "you"
    paused = replace(_enter(session, trigger), cause=cause)
    return paused, (event.Paused(paused.position, cause),)


def _seek(session: Session, position: float, now: float) -> Session:
    told = just_before(position)
    return replace(session, position=position, told=told, since=position, origin=now - position, pace=None)


def _ease(session: Session, now: float) -> tuple[Session, float, event.Eased]:
    """Return the session on an easier timeline, at the same place in the same step or at its new end."""
    index = _meant(session)
    old = session.timeline.steps[index]
    plan = ease(session.timeline.plan, index, session.exercises, session.limits)
    before = session.timeline
    line = timeline(plan, session.exercises, before.lead, before.rate, before.translate)
    end = float(line.steps[index].end)
    at = min(line.steps[index].at + session.position - old.at, end)
    session = replace(
        session,
        timeline=line,
        revision=session.revision + 1,
        position=at,
        told=just_before(at) if at == end else session.told,
        origin=now - at,
        pace=None,
    )
    return session, now, event.Eased(at, index)


def _meant(session: Session) -> int:
    """Return the step that a command is about: in the lead-in the first, at the very end the last."""
    if session.position < 0:
        return 0
    return len(session.timeline.steps) - 1 if session.step is None else session.step


def _where(session: Session, position: float) -> tuple[Event, ...]:
    """Return the cue that says where one is, within a step."""
    index = session.timeline.index(position)
    if index is None or position - session.timeline.steps[index].at < session.stale:
        return ()
    step = session.timeline.steps[index]
    name = Message(session.exercises[step.exercise].name)
    left = round(step.end - position)
    text = counted("{exercise}: {count} second left.", "{exercise}: {count} seconds left.", left, {"exercise": name})
    if step.kind is not Kind.WORK:
        text = Message("Next: {exercise}.", {"exercise": name})
    return (event.Said(position, Cue(position, Moment.WHERE, text)),)


def _between(session: Session, position: float) -> list[Event]:
    """Return what lies after the position last seen, up to this one, in order."""
    told: list[tuple[float, int, Event]] = []
    for i, step in enumerate(session.timeline.steps):
        if max(session.told, session.since) < step.end <= position and i not in session.done:
            told.append((step.end, 0, event.StepDone(step.end, i, step)))
        if session.told < step.at <= position:
            told.append((step.at, 1, event.StepBegan(step.at, i, step)))
    late = False
    for cue in session.timeline.due(session.told, position):
        if position - cue.at <= session.stale:
            told.append((cue.at, 2, event.Said(cue.at, cue)))
        else:
            late = True
    events = [e for _, _, e in sorted(told, key=lambda row: row[:2])]
    if late and not any(isinstance(e, event.Said) for e in events):
        events += _where(session, position)
    return events
