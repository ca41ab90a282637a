"""The live session: an immutable state that commands and the passing of time turn into the next one.

Theory of operation. A *playhead* knows the position: while it runs, position = now − origin, so nothing is added up
and nothing drifts. `advance_session` is the tick: it compares the position with that of the last tick, and returns the
events in between: steps begun and finished, cues. A cue older than `cue_stale_after_s` is dropped; a single cue then
says where the session is, so a late tick never causes a backlog. After `auto_pause_after_s` without a tick the session
pauses itself at the last position. The host (a terminal's loop, a page's ticks) only has to tick often enough.
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
"""Seconds without a tick after which the session pauses itself. A page ticks every second; a browser that throttles a
hidden page still does, a frozen one does not."""

CUE_STALE_AFTER_S = 1.0
"""Seconds after its time within which a cue is still worth saying."""

BACK_TO_PREVIOUS_WITHIN_S = 3.0
"""Seconds into a bout within which "back" means the previous bout, as in a music player."""

PauseCause = Literal["you", "gap", "resumed"]
Transition = tuple["SessionState", tuple[SessionEvent, ...]]


@value(kw_only=True)
class SessionState:
    """A session at one moment. Times are seconds of any clock that keeps running during a suspend."""

    exercises: Mapping[str, Exercise]
    timeline: Timeline
    limits: SessionLimits = NO_LIMITS
    status: SessionStatus = SessionStatus.RUNNING
    cause: PauseCause | None = None
    """Why it is paused."""
    origin: float
    """While running: the time at which the position was 0."""
    position: float
    """The position on the timeline at the last tick."""
    emitted_until: float = -math.inf
    """The position up to which, inclusive, all events have been returned."""
    contiguous_since: float = -math.inf
    """The position since which it has run without a jump; a step that ends here was skipped, not finished."""
    last_tick: float
    """The time of the last tick."""
    done_steps: frozenset[int] = frozenset()
    """The indices of the finished steps."""
    revision: int = 0
    """A number that grows whenever the timeline changes."""
    pace: Pace | None = None
    """Where it waits for the person in front of the camera; None: it runs by the clock."""
    auto_pause_after_s: float = AUTO_PAUSE_AFTER_S
    cue_stale_after_s: float = CUE_STALE_AFTER_S

    @property
    def step_index(self) -> int | None:
        """The index of the current step; None in the lead-in and at the end."""
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
    """Return a session whose lead-in begins now.

    Args:
        plan: with at least one step.
        exercises: by id.
        now: seconds.
        lead: seconds before the plan's own time begins.
        speed: the speed of the clock; delays are measured in real seconds.
        rate: the speech rate of its cues; 1 is the usual.
        translate: into the spoken language.
        limits: the limits that always hold.
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
    """Return an interrupted session, paused where the preparation for its first unfinished bout begins.

    Args:
        plan: the plan at the time of the interruption, eased steps included.
        exercises: by id.
        now: seconds.
        done: the indices of the finished steps.
        lead: as for `start_session`.
        speed: as for `start_session`.
        rate: as for `start_session`.
        translate: as for `start_session`.
        limits: as for `start_session`.
    """
    timeline = make_timeline(plan, exercises, lead, rate, translate)
    unfinished = [i for i, step in enumerate(plan.steps) if step.kind is StepKind.WORK and i not in done]
    position = timeline.preparation_start(unfinished[0]) if unfinished else timeline.seconds
    return SessionState(
        exercises=exercises,
        timeline=timeline,
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
    """Return the last position before `position`: after a seek to it, events at `position` are still due."""
    return math.nextafter(position, -math.inf)


def advance_session(session: SessionState, now: float) -> Transition:
    """Return the session at `now`, and the events since the last tick."""
    if session.status is not SessionStatus.RUNNING:
        return replace(session, last_tick=now), ()
    if now < session.last_tick:  # the clock was set back: no time has passed
        return replace(session, origin=now - session.position, last_tick=now), ()
    if now - session.last_tick > session.auto_pause_after_s:
        return _pause(replace(session, last_tick=now), SessionTrigger.GAP)
    position = now - session.origin
    if session.pace is not None:
        pace, position, waited = apply_pace(session.pace, position)
        session = replace(session, pace=pace, origin=session.origin + waited)
    # Never behind the last position: now - (now - x) may be slightly less than x.
    position = min(max(position, session.position), session.timeline.seconds)
    events = _events_until(session, position)
    finished_steps = {e.index for e in events if isinstance(e, event.StepDone)}
    session = replace(
        session,
        position=position,
        emitted_until=position,
        last_tick=now,
        done_steps=session.done_steps | finished_steps,
    )
    if position >= session.timeline.seconds:
        session = _change_status(session, SessionTrigger.FINISH)
        events.append(event.Ended(position, "done"))
    return session, tuple(events)


def pause_session(session: SessionState, now: float) -> Transition:
    """Pause the session."""
    return _tick_then(session, now, lambda s: _pause(s, SessionTrigger.PAUSE))


def resume_session(session: SessionState, now: float) -> Transition:
    """Continue where it was paused, and say where that is."""

    def apply(session: SessionState) -> Transition:
        position = session.position
        session = replace(_change_status(session, SessionTrigger.RESUME), cause=None, origin=now - position)
        return _then_tick(session, now, event.Resumed(position), *_position_cue(session, position))

    return _tick_then(session, now, apply)


def skip_step(session: SessionState, now: float) -> Transition:
    """Go to the end of the current step, which does not count as done; in the lead-in, to the first step."""

    def apply(session: SessionState) -> Transition:
        target = 0.0 if session.position < 0 else float(session.timeline.steps[_target_step(session)].end)
        session = _change_status(session, SessionTrigger.SKIP)
        if target >= session.timeline.seconds:
            session = replace(_change_status(session, SessionTrigger.FINISH), position=target, cause=None)
            return session, (event.Ended(target, "done"),)
        return _then_tick(_seek(session, target, now), now)

    return _tick_then(session, now, apply)


def go_back(session: SessionState, now: float) -> Transition:
    """Go to the beginning of the current bout, or of the previous one when it has hardly begun.

    Before the first bout is the lead-in.
    """

    def apply(session: SessionState) -> Transition:
        start = -session.timeline.lead
        bouts = [step.at for step in session.timeline.steps if step.kind is StepKind.WORK]
        target = max((at for at in bouts if at <= session.position - BACK_TO_PREVIOUS_WITHIN_S), default=start)
        return _then_tick(_seek(_change_status(session, SessionTrigger.BACK), float(target), now), now)

    return _tick_then(session, now, apply)


def make_easier(session: SessionState, now: float) -> Transition:
    """Make the rest of the current exercise easier."""
    return _tick_then(session, now, lambda s: _then_tick(*_ease_current(_change_status(s, SessionTrigger.EASIER), now)))


def report_pain(session: SessionState, now: float) -> Transition:
    """Pause and ask how much it hurts."""

    def apply(session: SessionState) -> Transition:
        return replace(_change_status(session, SessionTrigger.HURTS), cause=None), (
            event.PainReported(session.position),
        )

    return _tick_then(session, now, apply)


def rate_pain(session: SessionState, score: int, now: float) -> Transition:
    """Rate the pain, 0 to 10: the session continues, continues easier, or stops."""
    trigger = session.limits.pain_trigger(score)

    def apply(session: SessionState) -> Transition:
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

    return _tick_then(session, now, apply)


def stop_session(session: SessionState, now: float) -> Transition:
    """End the session here."""

    def apply(session: SessionState) -> Transition:
        return replace(_change_status(session, SessionTrigger.STOP), cause=None), (
            event.Ended(session.position, "stopped"),
        )

    return _tick_then(session, now, apply)


def _tick_then(session: SessionState, now: float, apply: Callable[[SessionState], Transition]) -> Transition:
    """Tick, then run a command; an illegal command changes nothing, the tick included."""
    ticked, before = advance_session(session, now)
    after, events = apply(ticked)
    return after, (*before, *events)


def _then_tick(session: SessionState, now: float, *events: SessionEvent) -> Transition:
    """Tick after a change; return the session with the given events and those due at once."""
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
    return replace(
        session,
        position=position,
        emitted_until=position_just_before(position),
        contiguous_since=position,
        origin=now - position,
        pace=None,
    )


def _ease_current(session: SessionState, now: float) -> tuple[SessionState, float, event.ExerciseEased]:
    """Return the session on an easier timeline, at the same place in its step, or at the step's new end."""
    index = _target_step(session)
    old = session.timeline
    plan = ease_exercise(old.plan, index, session.exercises, session.limits)
    timeline = make_timeline(plan, session.exercises, old.lead, old.speech_rate, old.translate)
    end = float(timeline.steps[index].end)
    position = min(timeline.steps[index].at + session.position - old.steps[index].at, end)
    session = replace(
        session,
        timeline=timeline,
        revision=session.revision + 1,
        position=position,
        emitted_until=position_just_before(position) if position == end else session.emitted_until,
        origin=now - position,
        pace=None,
    )
    return session, now, event.ExerciseEased(position, index)


def _target_step(session: SessionState) -> int:
    """Return the index of the step that a command applies to: in the lead-in the first, at the end the last."""
    if session.position < 0:
        return 0
    return len(session.timeline.steps) - 1 if session.step_index is None else session.step_index


def _position_cue(session: SessionState, position: float) -> tuple[SessionEvent, ...]:
    """Return the cue that says where the session is, unless a step has just begun."""
    index = session.timeline.step_index_at(position)
    if index is None or position - session.timeline.steps[index].at < session.cue_stale_after_s:
        return ()
    step = session.timeline.steps[index]
    name = Message(session.exercises[step.exercise].name)
    seconds = round(step.end - position)
    text = counted("{exercise}: {count} second left.", "{exercise}: {count} seconds left.", seconds, {"exercise": name})
    if step.kind is not StepKind.WORK:
        text = Message("Next: {exercise}.", {"exercise": name})
    return (event.CueDue(position, Cue(position, CueKind.WHERE, text)),)


def _events_until(session: SessionState, position: float) -> list[SessionEvent]:
    """Return the events after the last tick's position, up to this one, in order."""
    due: list[tuple[float, int, SessionEvent]] = []
    for i, step in enumerate(session.timeline.steps):
        if max(session.emitted_until, session.contiguous_since) < step.end <= position and i not in session.done_steps:
            due.append((step.end, 0, event.StepDone(step.end, i, step)))
        if session.emitted_until < step.at <= position:
            due.append((step.at, 1, event.StepStarted(step.at, i, step)))
    has_stale_cue = False
    for cue in session.timeline.cues_between(session.emitted_until, position):
        if position - cue.at <= session.cue_stale_after_s:
            due.append((cue.at, 2, event.CueDue(cue.at, cue)))
        else:
            has_stale_cue = True
    events = [e for _, _, e in sorted(due, key=lambda row: row[:2])]
    if has_stale_cue and not any(isinstance(e, event.CueDue) for e in events):
        events += _position_cue(session, position)
    return events
