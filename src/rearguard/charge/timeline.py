"""The journal as far as the charge goes: what one did when, and which work was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan, overlay
from rearguard.core.dose import Dose
from rearguard.core.errors import InvalidRequest
from rearguard.core.side import Side
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind
from rearguard.library.exercise import Exercise
from rearguard.plan.plan import StepKind

CHARGE_EVENT_KINDS = (
    EventKind.SAT,
    EventKind.MOVED,
    EventKind.SESSION_STARTED,
    EventKind.STEP_DONE,
    EventKind.SET_JUDGED,
    EventKind.SESSION_ENDED,
    EventKind.RETRACTED,
)
"""The entries that are read."""

ACTIVITY_BY_NAME = {activity.value: activity for activity in Activity}

ENTERED_BY_HAND = "hand"
"""Who told it: a person, whose word stands above what was watched."""


# Looked up once: ten years have half a million spans.
_parse_time, _SAT, _SITTING = datetime.fromisoformat, EventKind.SAT, Activity.SITTING


@value
class TimedDose:
    """A dose, and when it was done: seconds since 1970."""

    at: float
    dose: Dose


@value
class ActivityTimeline:
    """What is known, in the order of time."""

    spans: tuple[ActivitySpan, ...]
    doses: tuple[TimedDose, ...]


def activity_timeline(entries: Sequence[Entry], exercises: Mapping[str, Exercise]) -> ActivityTimeline:
    """Return what a person's entries tell.

    Where two tell of the same time the later entry stands, but a person's own word above what was watched.

    Args:
        entries: in the order of the journal; other kinds are passed over.
        exercises: by id. What isn't among them any more counts for nothing.
    """
    scores = {
        (entry.data["session"], entry.data["index"]): entry.data["score"]
        for entry in entries
        if entry.kind is EventKind.SET_JUDGED
    }
    gone = {UUID(entry.data["entry"]) for entry in entries if entry.kind is EventKind.RETRACTED}
    watched: list[ActivitySpan] = []
    by_hand: list[ActivitySpan] = []
    begun: dict[str, float] = {}
    trained: dict[str, ActivitySpan] = {}
    works: list[TimedDose] = []
    for entry in entries:
        kind = entry.kind
        if gone and entry.id in gone:
            continue
        if kind is EventKind.SAT or kind is EventKind.MOVED:
            (by_hand if entry.data["by"] == ENTERED_BY_HAND else watched).append(_activity_span(entry))
        elif kind is EventKind.SESSION_STARTED:
            begun[entry.data["session"]] = entry.at.timestamp()
        elif kind is EventKind.STEP_DONE or kind is EventKind.SESSION_ENDED:
            at, name = entry.at.timestamp(), entry.data["session"]
            trained[name] = ActivitySpan(begun.get(name, at), at, Activity.EXERCISING)
            if kind is EventKind.STEP_DONE and entry.data["kind"] == StepKind.WORK:
                works.append(TimedDose(at, _step_dose(entry, exercises, scores.get((name, entry.data.get("index"))))))
    works.sort(key=lambda work: work.at)
    # What was trained was seen by the program itself: nothing else can have been done meanwhile.
    return ActivityTimeline(overlay([*watched, *by_hand, *trained.values()]), tuple(works))


def _activity_span(entry: Entry) -> ActivitySpan:
    data = entry.data
    return ActivitySpan(
        _parse_time(data["from"]).timestamp(),
        _parse_time(data["to"]).timestamp(),
        _SITTING if entry.kind is _SAT else ACTIVITY_BY_NAME[data["how"]],
    )


def _step_dose(entry: Entry, exercises: Mapping[str, Exercise], score: float | None) -> Dose:
    """Return what one step did a side: for what has sides, half of its work lies on each.

    A set that a coach judged counts from half to all of it, by its form; one that nobody watched counts whole, for
    nobody is to lose by having no camera.
    """
    data = entry.data
    try:
        effort = exercises[data["exercise"]].level(data["level"]).effort
    except (KeyError, InvalidRequest):
        return Dose()
    share = 1.0 if data["side"] == Side.BOTH else 0.5
    quality = 1.0 if score is None else 0.5 + 0.5 * score
    return effort.dose_over(data["seconds"] * share * quality)
