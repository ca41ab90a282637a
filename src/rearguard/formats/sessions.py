"""What was done, as other programs want it: sessions with the steps that were finished in them."""

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
    """A step that was finished, a rest as much as a set."""

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
        """When it was over."""
        return self.start + timedelta(seconds=self.seconds)


@value(kw_only=True)
class PastSession:
    """A session, whether it came to its end or not."""

    id: str
    started_at: datetime
    ended_at: datetime | None = None
    """None: it never ended, or is under way."""
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
        """When it was over, or the last that is known of it."""
        return max([self.ended_at or self.started_at, *(step.end for step in self.steps)])


def drop_retracted(entries: Iterable[Entry]) -> list[Entry]:
    """Return what still counts: without what was taken back, and without the taking back."""
    found = list(entries)
    gone = {str(entry.data.get("entry")) for entry in found if entry.kind is EventKind.RETRACTED}
    return [entry for entry in found if entry.kind is not EventKind.RETRACTED and str(entry.id) not in gone]


def build_sessions(entries: Iterable[Entry]) -> list[PastSession]:
    """Return the sessions in the order in which they began; entries without their session are passed over."""
    found: dict[str, PastSession] = {}
    steps: dict[str, list[FinishedStep]] = {}
    later = []
    for entry in entries:
        name = str(entry.data.get("session"))
        if entry.kind is EventKind.SESSION_STARTED:
            found[name] = PastSession(
                id=name, started_at=entry.at, program=entry.data["program"], minutes=entry.data["minutes"]
            )
            steps[name] = []
        elif entry.kind in {EventKind.STEP_DONE, EventKind.SESSION_ENDED}:
            later.append((name, entry))
    # Not in one go with the beginnings: a clock that was set back puts what happened before what it belongs to.
    for name, entry in later:
        if name in found and entry.kind is EventKind.STEP_DONE:
            steps[name].append(_finished_step(entry))
        elif name in found:
            found[name] = replace(found[name], ended_at=entry.at, reason=entry.data["reason"])
    return [replace(past, steps=tuple(steps[name])) for name, past in found.items()]


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
