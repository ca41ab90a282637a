"""The session itself: a value that a command or the passing of time turns into the next one.

Theory of operation. A *playhead* knows the position: while it runs, position = now − origin, so there is
nothing to add up and nothing that drifts. `advance_session` compares it with the position that was last looked at, and
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
from rearguard.plan.plan import Plan, StepKind
from rearguard.session import event
from rearguard.session.cue import Cue, CueKind
from rearguard.session.event import SessionEvent
from rearguard.session.limits import NO_LIMITS, SessionLimits
from rearguard.session.pace import Pace, apply_pace
from rearguard.session.regression import ease_exercise
from rearguard.session.state import SESSION_TRANSITIONS, SessionStatus, SessionTrigger
from rearguard.session.timeline import LEAD_IN_S, Timeline, make_timeline

AUTO_PAUSE_AFTER_S = 5.0
"""Seconds without a look after which the session pauses itself. A page looks every second; a browser that
throttles a hidden page still does, a frozen one does not."""

CUE_STALE_AFTER_S = 1.0
"""Seconds after its moment within which a cue is still worth saying."""

BACK_TO_PREVIOUS_WITHIN_S = 3.0
"""Seconds into a bout within which "back" means the bout before, as with a music player."""

PauseCause = Literal["you", "gap", "resumed"]
Transition = tuple["SessionState", tuple[SessionEvent, ...]]


@value(kw_only=True)
class SessionState:
    """A session at one moment. Times are seconds of any clock that goes on during a suspend."""

    exercises: Mapping[str, Exercise]
    timeline: Timeline
    limits: SessionLimits = NO_LIMITS
    status: SessionStatus = SessionStatus.RUNNING
    cause: PauseCause | None = None
    """Why it is paused."""
    origin: float
    """While running: the time at which the position was 0."""
    position: float
    """Where on the timeline it was when last looked at."""
    emitted_until: float = -math.inf
    """The position up to which, itself included, everything has been told."""
    contiguous_since: float = -math.inf
    """The position from which it has run without a jump: a step that ends there was jumped over, not done."""
    last_tick: float
    """When it was last looked at."""
    done_steps: frozenset[int] = frozenset()
    """The steps done to their end."""
    revision: int = 0
    """Grows whenever the timeline becomes another one."""
    pace: Pace | None = None
    """Where it waits for who is watched; None: it goes by the clock."""
    auto_pause_after_s: float = AUTO_PAUSE_AFTER_S
    cue_stale_after_s: float = CUE_STALE_AFTER_S

    @property
    def step_index(self) -> int | None:
        """Which step was under way."""
        return self.timeline.step_index_at(self.position)


def start_session(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    now: float,
    *,
    lead: float = LEAD_IN_S,
    speed: float = 1.0,
    rate: float = 1.0,
    translate: Translate = untranslated,
    limits: SessionLimits = NO_LIMITS,
) -> SessionState:
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
    return SessionState(
        exercises=exercises,
        timeline=make_timeline(plan, exercises, lead, rate, translate),
        limits=limits,
        origin=now + lead,
        position=-lead,
        last_tick=now,
        auto_pause_after_s=AUTO_PAUSE_AFTER_S * speed,
        cue_stale_after_s=CUE_STALE_AFTER_S * speed,
    )


def restore_session(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    now: float,
    *,
    done: frozenset[int],
    lead: float = LEAD_IN_S,
    speed: float = 1.0,
    rate: float = 1.0,
    translate: Translate = untranslated,
    limits: SessionLimits = NO_LIMITS,
) -> SessionState:
    """Return an interrupted session, paused where the first bout that was not done is made ready for.

    Args:
        plan: as it was when the session was cut off, eased steps included.
        exercises: by id.
        now: seconds.
        done: the indices of the steps that were done.
        lead: as for `start_session`.
        speed: as for `start_session`.
        rate: as for `start_session`.
        translate: as for `start_session`.
        limits: as for `start_session`.
    """
    line = make_timeline(plan, exercises, lead, rate, translate)
    left = [i for i, step in enumerate(plan.steps) if step.kind is StepKind.WORK and i not in done]
    position = line.preparation_start(left[0]) if left else line.seconds
    return SessionState(
        exercises=exercises,
        timeline=line,
        limits=limits,
        status=SessionStatus.PAUSED,
        cause="resumed",
        origin=0.0,
        position=position if position > 0 else -lead,
        emitted_until=position_just_before(position) if position > 0 else -math.inf,
        contiguous_since=position,
        last_tick=now,
        done_steps=done,
        auto_pause_after_s=AUTO_PAUSE_AFTER_S * speed,
        cue_stale_after_s=CUE_STALE_AFTER_S * speed,
    )


def position_just_before(position: float) -> float:
    """Return the position from which what begins at `position` is still to be told."""
    return math.nextafter(position, -math.inf)


def advance_session(session: SessionState, now: float) -> Transition:
    """Look at the session: return it as it is now, and what has happened since the last look."""
    if session.status is not SessionStatus.RUNNING:
        return replace(session, last_tick=now), ()
    if now < session.last_tick:  # a clock that was set back: no time has passed
        return replace(session, origin=now - session.position, last_tick=now), ()
    if now - session.last_tick > session.auto_pause_after_s:
        return _pause(replace(session, last_tick=now), SessionTrigger.GAP)
    position = now - session.origin
    if session.pace is not None:
        pace, position, waited = apply_pace(session.pace, position)
        session = replace(session, pace=pace, origin=session.origin + waited)
    # Never behind the position last seen: now - (now - x) may be a hair less than x.
    position = min(max(position, session.position), session.timeline.seconds)
    events = _events_until(session, position)
    finished = {e.index for e in events if isinstance(e, event.StepDone)}
    session = replace(
        session, position=position, emitted_until=position, last_tick=now, done_steps=session.done_steps | finished
    )
    if position >= session.timeline.seconds:
        session = _change_status(session, SessionTrigger.FINISH)
        events.append(event.Ended(position, "done"))
    return session, tuple(events)


def pause_session(session: SessionState, now: float) -> Transition:
    """Stand still."""
    return _tick_then(session, now, lambda s: _pause(s, SessionTrigger.PAUSE))


def resume_session(session: SessionState, now: float) -> Transition:
    """Go on where it stands, and say where that is."""

    def go(session: SessionState) -> Transition:
        position = session.position
        session = replace(_change_status(session, SessionTrigger.RESUME), cause=None, origin=now - position)
        return _then_tick(session, now, event.Resumed(position), *_position_cue(session, position))

    return _tick_then(session, now, go)


def skip_step(session: SessionState, now: float) -> Transition:
    """Go to the end of the step under way, which does not count as done; in the lead-in, to the first step."""

    def go(session: SessionState) -> Transition:
        target = 0.0 if session.position < 0 else float(session.timeline.steps[_target_step(session)].end)
        session = _change_status(session, SessionTrigger.SKIP)
        if target >= session.timeline.seconds:
            session = replace(_change_status(session, SessionTrigger.FINISH), position=target, cause=None)
            return session, (event.Ended(target, "done"),)
        return _then_tick(_seek(session, target, now), now)

    return _tick_then(session, now, go)


def go_back(session: SessionState, now: float) -> Transition:
    """Go to the beginning of the bout under way, or to the one before when it has hardly begun.

    Before the first bout is the lead-in.
    """

    def go(session: SessionState) -> Transition:
        lead = -session.timeline.lead
        bouts = [step.at for step in session.timeline.steps if step.kind is StepKind.WORK]
        target = max((at for at in bouts if at <= session.position - BACK_TO_PREVIOUS_WITHIN_S), default=lead)
        return _then_tick(_seek(_change_status(session, SessionTrigger.BACK), float(target), now), now)

    return _tick_then(session, now, go)


def make_easier(session: SessionState, now: float) -> Transition:
    """Make the rest of the exercise under way easier."""
    return _tick_then(session, now, lambda s: _then_tick(*_ease_current(_change_status(s, SessionTrigger.EASIER), now)))


def report_pain(session: SessionState, now: float) -> Transition:
    """Stand still and ask how much it hurts."""

    def go(session: SessionState) -> Transition:
        return replace(_change_status(session, SessionTrigger.HURTS), cause=None), (
            event.PainReported(session.position),
        )

    return _tick_then(session, now, go)


def rate_pain(session: SessionState, score: int, now: float) -> Transition:
    """Answer how much it hurts, 0 to 10: go on, go on easier, or stop."""
    trigger = session.limits.pain_trigger(score)

    def go(session: SessionState) -> Transition:
        session = _change_status(session, trigger)
        position = session.position
        rated = event.PainRated(position, score)
        if trigger is SessionTrigger.SEVERE:
            return session, (rated, event.Ended(position, "hurt"))
        session = replace(session, origin=now - position)
        if trigger is SessionTrigger.MODERATE:
            session, _, *eased = _ease_current(session, now)
            return _then_tick(session, now, rated, *eased, event.Resumed(session.position))
        return _then_tick(session, now, rated, event.Resumed(position))

    return _tick_then(session, now, go)


def stop_session(session: SessionState, now: float) -> Transition:
    """End it here."""

    def go(session: SessionState) -> Transition:
        return replace(_change_status(session, SessionTrigger.STOP), cause=None), (
            event.Ended(session.position, "stopped"),
        )

    return _tick_then(session, now, go)


def _tick_then(session: SessionState, now: float, go: Callable[[SessionState], Transition]) -> Transition:
    """Look first, then do it; what it finds illegal changes nothing, the look included."""
    looked, before = advance_session(session, now)
    after, events = go(looked)
    return after, (*before, *events)


def _then_tick(session: SessionState, now: float, *events: SessionEvent) -> Transition:
    """Return the session as it is after a change, with what is due at once."""
    session, more = advance_session(session, now)
    return session, (*events, *more)


def _change_status(session: SessionState, trigger: SessionTrigger) -> SessionState:
    allowed = SESSION_TRANSITIONS[session.status]
    if trigger not in allowed:
        raise IllegalCommand(f"can't {trigger} when {session.status}")
    return replace(session, status=allowed[trigger])


def _pause(session: SessionState, trigger: SessionTrigger) -> Transition:
    cause: Literal["you", "gap"] = "gap" if trigger is SessionTrigger.GAP else "you"
    paused = replace(_change_status(session, trigger), cause=cause)
    return paused, (event.Paused(paused.position, cause),)


def _seek(session: SessionState, position: float, now: float) -> SessionState:
    told = position_just_before(position)
    return replace(
        session, position=position, emitted_until=told, contiguous_since=position, origin=now - position, pace=None
    )


def _ease_current(session: SessionState, now: float) -> tuple[SessionState, float, event.ExerciseEased]:
    """Return the session on an easier timeline, at the same place in the same step or at its new end."""
    index = _target_step(session)
    old = session.timeline.steps[index]
    plan = ease_exercise(session.timeline.plan, index, session.exercises, session.limits)
    before = session.timeline
    line = make_timeline(plan, session.exercises, before.lead, before.speech_rate, before.translate)
    end = float(line.steps[index].end)
    at = min(line.steps[index].at + session.position - old.at, end)
    session = replace(
        session,
        timeline=line,
        revision=session.revision + 1,
        position=at,
        emitted_until=position_just_before(at) if at == end else session.emitted_until,
        origin=now - at,
        pace=None,
    )
    return session, now, event.ExerciseEased(at, index)


def _target_step(session: SessionState) -> int:
    """Return the step that a command is about: in the lead-in the first, at the very end the last."""
    if session.position < 0:
        return 0
    return len(session.timeline.steps) - 1 if session.step_index is None else session.step_index


def _position_cue(session: SessionState, position: float) -> tuple[SessionEvent, ...]:
    """Return the cue that says where one is, within a step."""
    index = session.timeline.step_index_at(position)
    if index is None or position - session.timeline.steps[index].at < session.cue_stale_after_s:
        return ()
    step = session.timeline.steps[index]
    name = Message(session.exercises[step.exercise].name)
    left = round(step.end - position)
    text = counted("{exercise}: {count} second left.", "{exercise}: {count} seconds left.", left, {"exercise": name})
    if step.kind is not StepKind.WORK:
        text = Message("Next: {exercise}.", {"exercise": name})
    return (event.CueDue(position, Cue(position, CueKind.WHERE, text)),)


def _events_until(session: SessionState, position: float) -> list[SessionEvent]:
    """Return what lies after the position last seen, up to this one, in order."""
    told: list[tuple[float, int, SessionEvent]] = []
    for i, step in enumerate(session.timeline.steps):
        if max(session.emitted_until, session.contiguous_since) < step.end <= position and i not in session.done_steps:
            told.append((step.end, 0, event.StepDone(step.end, i, step)))
        if session.emitted_until < step.at <= position:
            told.append((step.at, 1, event.StepStarted(step.at, i, step)))
    late = False
    for cue in session.timeline.cues_between(session.emitted_until, position):
        if position - cue.at <= session.cue_stale_after_s:
            told.append((cue.at, 2, event.CueDue(cue.at, cue)))
        else:
            late = True
    events = [e for _, _, e in sorted(told, key=lambda row: row[:2])]
    if late and not any(isinstance(e, event.CueDue) for e in events):
        events += _position_cue(session, position)
    return events
