"""A session under way whose events go to the journal before any caller sees them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.app.person.clock import Clock, new_id
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.core.bout_progress import BoutProgress
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Equipment, Exercise, Trait
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import stored_plan_json
from rearguard.session import coach_pacing, event, session
from rearguard.session.event import SessionEvent
from rearguard.session.limits import NO_LIMITS, SessionLimits
from rearguard.session.session import SessionState
from rearguard.session.state import SessionStatus

SESSION_COMMANDS = {
    "tick": session.advance_session,
    "pause": session.pause_session,
    "resume": session.resume_session,
    "skip": session.skip_step,
    "back": session.go_back,
    "easier": session.make_easier,
    "hurts": session.report_pain,
    "stop": session.stop_session,
}
"""The commands of a session besides "pain"."""


class LiveSession:
    """A session under way."""

    def __init__(
        self,
        session_id: UUID,
        started_at: datetime,
        state: SessionState,
        diary: Diary,
        clock: Clock,
        *,
        interrupted: bool = False,
    ) -> None:
        self.session_id = session_id
        self.started_at = started_at
        self.state = state
        self.is_interrupted = interrupted
        """Whether it was restored from the journal and not continued yet."""
        self._diary = diary
        self._clock = clock

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.state.status in {SessionStatus.DONE, SessionStatus.STOPPED}

    def apply(self, command: str, *, score: object = None) -> tuple[SessionEvent, ...]:
        """Apply a command, store its events and return them.

        Args:
            command: one of `SESSION_COMMANDS`, or "pain" with a score.
            score: 0 to 10.

        Raises:
            IllegalCommand: the command is not possible now; nothing has changed.
            InvalidRequest: the command or the score does not exist.
        """
        now = self._clock.seconds()
        if command == "pain":
            if not isinstance(score, int) or isinstance(score, bool) or not 0 <= score <= 10:  # noqa: PLR2004 - the scale
                raise InvalidRequest(Message("Pain must be a whole number from 0 to 10."))
            state, events = session.rate_pain(self.state, score, now)
        elif command in SESSION_COMMANDS:
            state, events = SESSION_COMMANDS[command](self.state, now)
        else:
            raise InvalidRequest(Message("There is no command {name}.", {"name": command}))
        self._store_events(state, events)
        if command != "tick":
            self.is_interrupted = False
        return events

    def follow_progress(self, progress: BoutProgress | None) -> tuple[SessionEvent, ...]:
        """Follow the camera's progress, store the events and return them; None: continue by the clock."""
        now = self._clock.seconds()
        state, events = (
            coach_pacing.release_pace(self.state, now)
            if progress is None
            else coach_pacing.follow_progress(self.state, progress, now)
        )
        self._store_events(state, events)
        return events

    def log_judged_set(self, report: Mapping[str, Any]) -> None:
        """Store the coach's report of a set."""
        self._diary.write((EventKind.SET_JUDGED, {"session": str(self.session_id), **report}))

    def test_json(self) -> dict[str, Any] | None:
        """Return the state of a self-test as JSON values; None for an ordinary session."""
        return None

    def abandon(self) -> None:
        """End the session as interrupted; steps finished until now stay stored."""
        self.apply("tick")
        if not self.is_over:
            self._diary.write((EventKind.SESSION_ENDED, self._ended_data("interrupted", self.state.position)))
            # At the last tick: a later time could find the session done, and a done session can't be stopped.
            self.state, _ = session.stop_session(self.state, self.state.last_tick)

    def _store_events(self, state: SessionState, events: Iterable[SessionEvent]) -> None:
        entries = [entry for emitted in events if (entry := self._event_entry(emitted, state))]
        if entries:
            self._diary.write(*entries)
        self.state = state

    def _event_entry(self, emitted: SessionEvent, state: SessionState) -> tuple[EventKind, dict[str, Any]] | None:
        match emitted:
            case event.StepDone(index=index, step=step):
                step_data = {
                    "index": index,
                    "kind": step.kind,
                    "exercise": step.exercise,
                    "level": step.level,
                    "side": step.side,
                    "set": step.set,
                    "sets": step.sets,
                    "seconds": step.seconds,
                    "reps": step.reps,
                }
                return EventKind.STEP_DONE, {"session": str(self.session_id), **step_data}
            case event.PainRated(score=score):
                index = state.step_index or 0
                exercise = state.timeline.steps[index].exercise
                return EventKind.FELT, {"session": str(self.session_id), "pain": score, "exercise": exercise}
            case event.ExerciseEased(index=index):
                exercise = state.timeline.steps[index].exercise
                return EventKind.LEVEL_CHANGED, {"session": str(self.session_id), "index": index, "exercise": exercise}
            case event.Ended(reason=reason, at=at):
                return EventKind.SESSION_ENDED, self._ended_data(reason, at)
        return None

    def _ended_data(self, reason: str, position: float) -> dict[str, Any]:
        return {"session": str(self.session_id), "reason": reason, "seconds": round(max(position, 0.0), 3)}


def start_training(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    diary: Diary,
    *,
    minutes: float,
    place: str,
    lead: float,
    rate: float,
    have: Iterable[Equipment] = Equipment,
    barred: Iterable[Trait] = (),
    limits: SessionLimits = NO_LIMITS,
) -> LiveSession:
    """Start a session of a plan and store its start, with the equipment, the removed traits and the limits."""
    clock = diary.clock
    session_id = new_id(clock.now())
    data = {
        "session": str(session_id),
        "program": plan.program,
        "minutes": minutes,
        "place": place,
        "have": sorted(have),
        "barred": sorted(barred),
        "levels": dict(limits.levels),
        "most_pain": limits.most_pain,
        "plan": stored_plan_json(plan),
    }
    (started,) = diary.write((EventKind.SESSION_STARTED, data))
    state = session.start_session(
        plan, exercises, clock.seconds(), lead=lead, speed=clock.speed, rate=rate, translate=_, limits=limits
    )
    return LiveSession(session_id, started.at, state, diary, clock)


def session_json(live: LiveSession, translate: Translate) -> dict[str, Any]:
    """Return a whole session as JSON values."""
    timeline = live.state.timeline
    return {
        "id": str(live.session_id),
        "cues": [{"at": cue.at, "moment": cue.kind, "text": cue.text.render(translate)} for cue in timeline.cues],
        "lead": timeline.lead,
        "test": live.test_json(),
        "interrupted": live.is_interrupted,
        "most_pain": live.state.limits.most_pain,
        **session_state_json(live),
    }


def session_state_json(live: LiveSession) -> dict[str, Any]:
    """Return the changing state of a session as JSON values."""
    state = live.state
    return {
        "status": state.status,
        "position": round(state.position, 3),
        "step": state.step_index,
        "cause": state.cause,
        "revision": state.revision,
        "until": _wait_position(state),
        "done": sorted(state.done_steps),
    }


def _wait_position(state: SessionState) -> float | None:
    """Return the position at which the playhead waits for the person; None if it does not wait."""
    return None if state.pace is None or math.isinf(state.pace.waits_at) else round(state.pace.waits_at, 3)


EVENT_NAMES: dict[type[SessionEvent], str] = {
    event.StepStarted: "step",
    event.StepDone: "step-done",
    event.CueDue: "cue",
    event.Paused: "paused",
    event.Resumed: "resumed",
    event.PainReported: "hurts",
    event.PainRated: "pain",
    event.ExerciseEased: "eased",
    event.Ended: "ended",
}
"""The name of each event in JSON."""


def event_json(emitted: SessionEvent, translate: Translate) -> dict[str, Any]:
    """Return an event as JSON values; `at` is the position on the timeline, in seconds."""
    head = {"at": round(emitted.at, 3), "event": EVENT_NAMES[type(emitted)]}
    match emitted:
        case event.CueDue(cue=cue):
            return {**head, "moment": cue.kind, "text": cue.text.render(translate)}
        case event.StepStarted(index=index, step=step):
            return {**asdict(step), **head, "index": index}
        case event.StepDone(index=index):
            return {**head, "index": index}
    return {**asdict(emitted), **head}
