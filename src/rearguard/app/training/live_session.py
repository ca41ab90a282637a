"""A session that is kept: whatever the machine tells goes to the journal before anybody hears of it."""

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
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Equipment, Exercise, Trait
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import stored_plan_json
from rearguard.session import coach_pacing, event, session
from rearguard.session.event import SessionEvent
from rearguard.session.limits import NO_LIMITS, SessionLimits
from rearguard.session.pace import BoutProgress
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
"""What can be said to a session besides how much it hurts."""


class LiveSession:
    """One session under way."""

    def __init__(
        self,
        name: UUID,
        started: datetime,
        state: SessionState,
        diary: Diary,
        clock: Clock,
        *,
        interrupted: bool = False,
    ) -> None:
        self.session_id = name
        self.started_at = started
        self.state = state
        self.is_interrupted = interrupted
        """Whether it was found in the journal and not gone on with yet."""
        self._diary = diary
        self._clock = clock

    @property
    def is_over(self) -> bool:
        """Whether it has ended."""
        return self.state.status in {SessionStatus.DONE, SessionStatus.STOPPED}

    def apply(self, command: str, *, score: object = None) -> tuple[SessionEvent, ...]:
        """Carry out a command, keep what happened, and return it.

        Args:
            command: one of `SESSION_COMMANDS`, or "pain" with a score.
            score: 0 to 10.

        Raises:
            IllegalCommand: it can't be done now; nothing has changed.
            Misuse: there is no such command, or no such score.
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
        """Let who is watched set the pace, keep what happened, and return it; None: nobody watches any more."""
        now = self._clock.seconds()
        state, events = (
            coach_pacing.release_pace(self.state, now)
            if progress is None
            else coach_pacing.follow_progress(self.state, progress, now)
        )
        self._store_events(state, events)
        return events

    def log_judged_set(self, found: Mapping[str, Any]) -> None:
        """Keep what a coach made of a set."""
        self._diary.write((EventKind.SET_JUDGED, {"session": str(self.session_id), **found}))

    def test_json(self) -> dict[str, Any] | None:
        """Return what there is to know of a self-test as JSON values; None: it is none."""
        return None

    def abandon(self) -> None:
        """End it as interrupted: nobody went on with it. What was finished until now is kept."""
        self.apply("tick")
        if not self.is_over:
            self._diary.write((EventKind.SESSION_ENDED, self._ended_data("interrupted", self.state.position)))
            # At the time of the last look: a later one could find it done, and what is done can't be stopped.
            self.state, _ = session.stop_session(self.state, self.state.last_tick)

    def _store_events(self, state: SessionState, events: Iterable[SessionEvent]) -> None:
        happened = [entry for one in events if (entry := self._event_entry(one, state))]
        if happened:
            self._diary.write(*happened)
        self.state = state

    def _event_entry(self, one: SessionEvent, state: SessionState) -> tuple[EventKind, dict[str, Any]] | None:
        match one:
            case event.StepDone(index=index, step=step):
                done = {
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
                return EventKind.STEP_DONE, {"session": str(self.session_id), **done}
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
    """Begin a session of a plan and keep that it began, with what was at hand, what safety removed, and its limits."""
    clock = diary.clock
    name = new_id(clock.now())
    data = {
        "session": str(name),
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
    return LiveSession(name, started.at, state, diary, clock)


def session_json(training: LiveSession, translate: Translate) -> dict[str, Any]:
    """Return a whole session as JSON values."""
    line = training.state.timeline
    return {
        "id": str(training.session_id),
        "cues": [{"at": cue.at, "moment": cue.kind, "text": cue.text.render(translate)} for cue in line.cues],
        "lead": line.lead,
        "test": training.test_json(),
        "interrupted": training.is_interrupted,
        "most_pain": training.state.limits.most_pain,
        **session_state_json(training),
    }


def session_state_json(training: LiveSession) -> dict[str, Any]:
    """Return how a session stands as JSON values."""
    state = training.state
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
    """Return the position at which the playhead waits for who is watched; None where it does not."""
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
"""What each event is called outside."""


def event_json(one: SessionEvent, translate: Translate) -> dict[str, Any]:
    """Return an event as JSON values; `at` is the position on the timeline, in seconds."""
    head = {"at": round(one.at, 3), "event": EVENT_NAMES[type(one)]}
    match one:
        case event.CueDue(cue=cue):
            return {**head, "moment": cue.kind, "text": cue.text.render(translate)}
        case event.StepStarted(index=index, step=step):
            return {**asdict(step), **head, "index": index}
        case event.StepDone(index=index):
            return {**head, "index": index}
    return {**asdict(one), **head}
