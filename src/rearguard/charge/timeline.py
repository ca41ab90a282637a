"""The journal as far as the charge goes: what one did when, and which work was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span, laid
from rearguard.core.dose import Dose
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, Kind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import Kind as StepKind

KINDS = (
    Kind.SAT,
    Kind.MOVED,
    Kind.SESSION_STARTED,
    Kind.STEP_DONE,
    Kind.SET_JUDGED,
    Kind.SESSION_ENDED,
    Kind.RETRACTED,
)
"""The entries that are read."""

BY_NAME = {activity.value: activity for activity in Activity}

BY_HAND = "hand"
"""Who told it: a person, whose word stands above what was watched."""


# Looked up once: ten years have half a million spans.
_read, _SAT, _SITTING = datetime.fromisoformat, Kind.SAT, Activity.SITTING


@value
class Work:
    """A dose, and when it was done: seconds since 1970."""

    at: float
    dose: Dose


@value
class Story:
    """What is known, in the order of time."""

    spans: tuple[Span, ...]
    works: tuple[Work, ...]


def story(entries: Sequence[Entry], exercises: Mapping[str, Exercise]) -> Story:
    """Return what a person's entries tell.

    Where two tell of the same time the later entry stands, but a person's own word above what was watched.

    Args:
        entries: in the order of the journal; other kinds are passed over.
        exercises: by id. What isn't among them any more counts for nothing.
    """
    scores = {
        (entry.data["session"], entry.data["index"]): entry.data["score"]
        for entry in entries
        if entry.kind is Kind.SET_JUDGED
    }
    gone = {UUID(entry.data["entry"]) for entry in entries if entry.kind is Kind.RETRACTED}
    watched: list[Span] = []
    by_hand: list[Span] = []
    begun: dict[str, float] = {}
    trained: dict[str, Span] = {}
    works: list[Work] = []
    for entry in entries:
        kind = entry.kind
        if gone and entry.id in gone:
            continue
        if kind is Kind.SAT or kind is Kind.MOVED:
            (by_hand if entry.data["by"] == BY_HAND else watched).append(_span(entry))
        elif kind is Kind.SESSION_STARTED:
            begun[entry.data["session"]] = entry.at.timestamp()
        elif kind is Kind.STEP_DONE or kind is Kind.SESSION_ENDED:
            at, name = entry.at.timestamp(), entry.data["session"]
            trained[name] = Span(begun.get(name, at), at, Activity.EXERCISING)
            if kind is Kind.STEP_DONE and entry.data["kind"] == StepKind.WORK:
                works.append(Work(at, _dose(entry, exercises, scores.get((name, entry.data.get("index"))))))
    works.sort(key=lambda work: work.at)
    # What was trained was seen by the program itself: nothing else can have been done meanwhile.
    return Story(laid([*watched, *by_hand, *trained.values()]), tuple(works))


def _span(entry: Entry) -> Span:
    data = entry.data
    return Span(
        _read(data["from"]).timestamp(),
        _read(data["to"]).timestamp(),
        _SITTING if entry.kind is _SAT else BY_NAME[data["how"]],
    )


def _dose(entry: Entry, exercises: Mapping[str, Exercise], score: float | None) -> Dose:
    """Return what one step did a side: for what has sides, half of its work lies on each.

    A set that a coach judged counts from half to all of it, by its form; one that nobody watched counts whole, for
    nobody is to lose by having no camera.
    """
    data = entry.data
    try:
        effort = exercises[data["exercise"]].level(data["level"]).effort
    except KeyError:
        return Dose()
    share = 1.0 if data["side"] == Side.BOTH else 0.5
    quality = 1.0 if score is None else 0.5 + 0.5 * score
    return effort.times(data["seconds"] * share * quality)
