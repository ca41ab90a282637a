"""Past sessions with their finished steps, as other programs need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind
from rearguard.plan.plan import StepKind


@value(kw_only=True)
class FinishedStep:
    """A finished step: a set, a rest or a change of position."""

    start: datetime
    seconds: float
    kind: StepKind
    exercise: str
    level: str
    side: Side
    set: int
    sets: int
    reps: int | None

    @property
    def end(self) -> datetime:
        """When the step was over."""
        return self.start + timedelta(seconds=self.seconds)


@value(kw_only=True)
class PastSession:
    """A session, finished or not."""

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    """Time of the end; None: the session never ended, or is under way."""
    reason: str | None = None
    program: str
    minutes: float
    steps: tuple[FinishedStep, ...] = ()

    @property
    def work_steps(self) -> tuple[FinishedStep, ...]:
        """The sets."""
        return tuple(step for step in self.steps if step.kind is StepKind.WORK)

    @property
    def last_known_at(self) -> datetime:
        """The end of the session, or the last time known of it."""
        return max([self.ended_at or self.started_at, *(step.end for step in self.steps)])


def drop_retracted(entries: Iterable[Entry]) -> list[Entry]:
    """Return the valid entries: without removed ones, and without the removals."""
    all_entries = list(entries)
    retracted = {str(entry.data.get("entry")) for entry in all_entries if entry.kind is EventKind.RETRACTED}
    return [entry for entry in all_entries if entry.kind is not EventKind.RETRACTED and str(entry.id) not in retracted]


def build_sessions(entries: Iterable[Entry]) -> list[PastSession]:
    """Return the sessions in the order of their start; entries of unknown sessions are ignored."""
    sessions: dict[str, PastSession] = {}
    steps: dict[str, list[FinishedStep]] = {}
    session_entries = []
    for entry in entries:
        session_id = str(entry.data.get("session"))
        if entry.kind is EventKind.SESSION_STARTED:
            sessions[session_id] = PastSession(
                id=session_id, started_at=entry.at, program=entry.data["program"], minutes=entry.data["minutes"]
            )
            steps[session_id] = []
        elif entry.kind in {EventKind.STEP_DONE, EventKind.SESSION_ENDED}:
            session_entries.append((session_id, entry))
    # A second pass, since a clock that was set back puts steps before the start of their session.
    for session_id, entry in session_entries:
        if session_id in sessions and entry.kind is EventKind.STEP_DONE:
            steps[session_id].append(_finished_step(entry))
        elif session_id in sessions:
            sessions[session_id] = replace(sessions[session_id], ended_at=entry.at, reason=entry.data["reason"])
    return [replace(session, steps=tuple(steps[session_id])) for session_id, session in sessions.items()]


def _finished_step(entry: Entry) -> FinishedStep:
    data = entry.data
    return FinishedStep(
        start=entry.at - timedelta(seconds=data["seconds"]),
        seconds=float(data["seconds"]),
        kind=StepKind(data["kind"]),
        exercise=data["exercise"],
        level=data["level"],
        side=Side(data["side"]),
        set=data["set"],
        sets=data["sets"],
        reps=data["reps"],
    )
