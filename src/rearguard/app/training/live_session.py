"""A session that is kept: whatever the machine tells goes to the journal before anybody hears of it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from rearguard.app.person.clock import Clock, identifier
from rearguard.app.person.diary import Diary
from rearguard.app.person.language import _
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise, Need, Trait
from rearguard.plan.plan import Plan
from rearguard.plan.plan_json import to_json
from rearguard.session import coach_pacing, event, session
from rearguard.session.event import Event
from rearguard.session.limits import FREE, Limits
from rearguard.session.pace import Progress
from rearguard.session.session import Session
from rearguard.session.state import Status

COMMANDS = {
    "tick": session.advance,
    "pause": session.pause,
    "resume": session.resume,
    "skip": session.skip,
    "back": session.back,
    "easier": session.easier,
    "hurts": session.hurts,
    "stop": session.stop,
}
"""What can be said to a session besides how much it hurts."""


class Training:
    """One session under way."""

    def __init__(
        self, name: UUID, started: datetime, state: Session, diary: Diary, clock: Clock, *, interrupted: bool = False
    ) -> None:
        self.name = name
        self.started = started
        self.state = state
        self.interrupted = interrupted
        """Whether it was found in the journal and not gone on with yet."""
        self._diary = diary
        self._clock = clock

    @property
    def over(self) -> bool:
        """Whether it has ended."""
        return self.state.status in {Status.DONE, Status.STOPPED}

    def do(self, command: str, *, score: object = None) -> tuple[Event, ...]:
        """Carry out a command, keep what happened, and return it.

        Args:
            command: one of `COMMANDS`, or "pain" with a score.
            score: 0 to 10.

        Raises:
            IllegalCommand: it can't be done now; nothing has changed.
            Misuse: there is no such command, or no such score.
        """
        now = self._clock.seconds()
        if command == "pain":
            if not isinstance(score, int) or isinstance(score, bool) or not 0 <= score <= 10:  # noqa: PLR2004 - the scale
                raise Misuse(Message("Pain is a whole number from 0 to 10."))
            state, events = session.pain(self.state, score, now)
        elif command in COMMANDS:
            state, events = COMMANDS[command](self.state, now)
        else:
            raise Misuse(Message("There is no command {name}.", {"name": command}))
        self._keep(state, events)
        if command != "tick":
            self.interrupted = False
        return events

    def follow(self, progress: Progress | None) -> tuple[Event, ...]:
        """Let who is watched set the pace, keep what happened, and return it; None: nobody watches any more."""
        now = self._clock.seconds()
        state, events = (
            coach_pacing.let_go(self.state, now) if progress is None else coach_pacing.follow(self.state, progress, now)
        )
        self._keep(state, events)
        return events

    def judged(self, found: Mapping[str, Any]) -> None:
        """Keep what a coach made of a set."""
        self._diary.write((Kind.SET_JUDGED, {"session": str(self.name), **found}))

    def test(self) -> dict[str, Any] | None:
        """Return what there is to know of a self-test as JSON values; None: it is none."""
        return None

    def give_up(self) -> None:
        """End it as interrupted: nobody went on with it. What was finished until now is kept."""
        self.do("tick")
        if not self.over:
            self._diary.write((Kind.SESSION_ENDED, self._ended("interrupted", self.state.position)))
            # At the time of the last look: a later one could find it done, and what is done can't be stopped.
            self.state, _ = session.stop(self.state, self.state.looked)

    def _keep(self, state: Session, events: Iterable[Event]) -> None:
        happened = [entry for one in events if (entry := self._entry(one, state))]
        if happened:
            self._diary.write(*happened)
        self.state = state

    def _entry(self, one: Event, state: Session) -> tuple[Kind, dict[str, Any]] | None:
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
                return Kind.STEP_DONE, {"session": str(self.name), **done}
            case event.PainRated(score=score):
                index = state.step or 0
                exercise = state.timeline.steps[index].exercise
                return Kind.FELT, {"session": str(self.name), "pain": score, "exercise": exercise}
            case event.Eased(index=index):
                exercise = state.timeline.steps[index].exercise
                return Kind.LEVEL_CHANGED, {"session": str(self.name), "index": index, "exercise": exercise}
            case event.Ended(reason=reason, at=at):
                return Kind.SESSION_ENDED, self._ended(reason, at)
        return None

    def _ended(self, reason: str, position: float) -> dict[str, Any]:
        return {"session": str(self.name), "reason": reason, "seconds": round(max(position, 0.0), 3)}


def start(
    plan: Plan,
    exercises: Mapping[str, Exercise],
    diary: Diary,
    *,
    minutes: float,
    place: str,
    lead: float,
    rate: float,
    have: Iterable[Need] = Need,
    barred: Iterable[Trait] = (),
    limits: Limits = FREE,
) -> Training:
    """Begin a session of a plan and keep that it began, with what was at hand, what safety removed, and its limits."""
    clock = diary.clock
    name = identifier(clock.now())
    data = {
        "session": str(name),
        "program": plan.program,
        "minutes": minutes,
        "place": place,
        "have": sorted(have),
        "barred": sorted(barred),
        "levels": dict(limits.levels),
        "most_pain": limits.most_pain,
        "plan": to_json(plan),
    }
    (started,) = diary.write((Kind.SESSION_STARTED, data))
    state = session.begin(
        plan, exercises, clock.seconds(), lead=lead, speed=clock.speed, rate=rate, translate=_, limits=limits
    )
    return Training(name, started.at, state, diary, clock)


def document(training: Training, translate: Translate) -> dict[str, Any]:
    """Return a whole session as JSON values."""
    line = training.state.timeline
    return {
        "id": str(training.name),
        "cues": [{"at": cue.at, "moment": cue.moment, "text": cue.text.render(translate)} for cue in line.cues],
        "lead": line.lead,
        "test": training.test(),
        "interrupted": training.interrupted,
        "most_pain": training.state.limits.most_pain,
        **state_document(training),
    }


def state_document(training: Training) -> dict[str, Any]:
    """Return how a session stands as JSON values."""
    state = training.state
    return {
        "status": state.status,
        "position": round(state.position, 3),
        "step": state.step,
        "cause": state.cause,
        "revision": state.revision,
        "until": _until(state),
        "done": sorted(state.done),
    }


def _until(state: Session) -> float | None:
    """Return the position at which the playhead waits for who is watched; None where it does not."""
    return None if state.pace is None or math.isinf(state.pace.until) else round(state.pace.until, 3)


EVENTS: dict[type[Event], str] = {
    event.StepBegan: "step",
    event.StepDone: "step-done",
    event.Said: "cue",
    event.Paused: "paused",
    event.Resumed: "resumed",
    event.Hurting: "hurts",
    event.PainRated: "pain",
    event.Eased: "eased",
    event.Ended: "ended",
}
"""What each event is called outside."""


def event_document(one: Event, translate: Translate) -> dict[str, Any]:
    """Return an event as JSON values; `at` is the position on the timeline, in seconds."""
    head = {"at": round(one.at, 3), "event": EVENTS[type(one)]}
    match one:
        case event.Said(cue=cue):
            return {**head, "moment": cue.moment, "text": cue.text.render(translate)}
        case event.StepBegan(index=index, step=step):
            return {**asdict(step), **head, "index": index}
        case event.StepDone(index=index):
            return {**head, "index": index}
    return {**asdict(one), **head}
