"""What was done, as other programs want it: sessions with the steps that were finished in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, Kind
from rearguard.plan.plan import Kind as StepKind


@value(kw_only=True)
class Done:
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
class Past:
    """A session, whether it came to its end or not."""

    id: str
    started: datetime
    ended: datetime | None = None
    """None: it never ended, or is under way."""
    reason: str | None = None
    program: str
    minutes: float
    steps: tuple[Done, ...] = ()

    @property
    def work(self) -> tuple[Done, ...]:
        """The sets."""
        return tuple(step for step in self.steps if step.kind is StepKind.WORK)

    @property
    def over(self) -> datetime:
        """When it was over, or the last that is known of it."""
        return max([self.ended or self.started, *(step.end for step in self.steps)])


def current(entries: Iterable[Entry]) -> list[Entry]:
    """Return what still counts: without what was taken back, and without the taking back."""
    found = list(entries)
    gone = {str(entry.data.get("entry")) for entry in found if entry.kind is Kind.RETRACTED}
    return [entry for entry in found if entry.kind is not Kind.RETRACTED and str(entry.id) not in gone]


def sessions(entries: Iterable[Entry]) -> list[Past]:
    """Return the sessions in the order in which they began; entries without their session are passed over."""
    found: dict[str, Past] = {}
    steps: dict[str, list[Done]] = {}
    later = []
    for entry in entries:
        name = str(entry.data.get("session"))
        if entry.kind is Kind.SESSION_STARTED:
            found[name] = Past(id=name, started=entry.at, program=entry.data["program"], minutes=entry.data["minutes"])
            steps[name] = []
        elif entry.kind in {Kind.STEP_DONE, Kind.SESSION_ENDED}:
            later.append((name, entry))
    # Not in one go with the beginnings: a clock that was set back puts what happened before what it belongs to.
    for name, entry in later:
        if name in found and entry.kind is Kind.STEP_DONE:
            steps[name].append(_done(entry))
        elif name in found:
            found[name] = replace(found[name], ended=entry.at, reason=entry.data["reason"])
    return [replace(past, steps=tuple(steps[name])) for name, past in found.items()]


def _done(entry: Entry) -> Done:
    data = entry.data
    return Done(
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
