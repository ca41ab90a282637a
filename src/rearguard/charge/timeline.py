"""The charge's view of the journal: activities and doses of work, in order of time."""

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
"""The kinds of entries that are read."""

ACTIVITY_BY_NAME = {activity.value: activity for activity in Activity}

ENTERED_BY_HAND = "hand"
"""The source of an entry made by the person; it takes precedence over the watcher's."""


# Bound once, for speed: ten years have half a million spans.
_parse_time, _SAT, _SITTING = datetime.fromisoformat, EventKind.SAT, Activity.SITTING


@value
class TimedDose:
    """A dose of work, and its time in seconds since 1970."""

    at: float
    dose: Dose


@value
class ActivityTimeline:
    """The known activities and doses, in order of time."""

    spans: tuple[ActivitySpan, ...]
    doses: tuple[TimedDose, ...]


def activity_timeline(entries: Sequence[Entry], exercises: Mapping[str, Exercise]) -> ActivityTimeline:
    """Return the timeline of a person's entries.

    Where entries overlap the later one counts, but the person's own entries take precedence over the watcher's.

    Args:
        entries: in the order of the journal; other kinds are ignored.
        exercises: by id. Work on an exercise that isn't among them any more counts for nothing.
    """
    scores = {
        (entry.data["session"], entry.data["index"]): entry.data["score"]
        for entry in entries
        if entry.kind is EventKind.SET_JUDGED
    }
    retracted = {UUID(entry.data["entry"]) for entry in entries if entry.kind is EventKind.RETRACTED}
    watched: list[ActivitySpan] = []
    by_hand: list[ActivitySpan] = []
    started_at: dict[str, float] = {}
    sessions: dict[str, ActivitySpan] = {}
    doses: list[TimedDose] = []
    for entry in entries:
        kind = entry.kind
        if retracted and entry.id in retracted:
            continue
        if kind is EventKind.SAT or kind is EventKind.MOVED:
            (by_hand if entry.data["by"] == ENTERED_BY_HAND else watched).append(_activity_span(entry))
        elif kind is EventKind.SESSION_STARTED:
            started_at[entry.data["session"]] = entry.at.timestamp()
        elif kind is EventKind.STEP_DONE or kind is EventKind.SESSION_ENDED:
            at, session = entry.at.timestamp(), entry.data["session"]
            sessions[session] = ActivitySpan(started_at.get(session, at), at, Activity.EXERCISING)
            if kind is EventKind.STEP_DONE and entry.data["kind"] == StepKind.WORK:
                score = scores.get((session, entry.data.get("index")))
                doses.append(TimedDose(at, _step_dose(entry, exercises, score)))
    doses.sort(key=lambda timed: timed.at)
    # Sessions take precedence over all: the program itself ran them.
    return ActivityTimeline(overlay([*watched, *by_hand, *sessions.values()]), tuple(doses))


def _activity_span(entry: Entry) -> ActivitySpan:
    data = entry.data
    return ActivitySpan(
        _parse_time(data["from"]).timestamp(),
        _parse_time(data["to"]).timestamp(),
        _SITTING if entry.kind is _SAT else ACTIVITY_BY_NAME[data["how"]],
    )


def _step_dose(entry: Entry, exercises: Mapping[str, Exercise], score: float | None) -> Dose:
    """Return the dose of one step per side: a set on one side counts half for each.

    A set judged by the coach counts from half to whole, by its form score. A set without a camera counts whole, so
    that having no camera is no disadvantage.
    """
    data = entry.data
    try:
        effort = exercises[data["exercise"]].level(data["level"]).effort
    except (KeyError, InvalidRequest):
        return Dose()
    share = 1.0 if data["side"] == Side.BOTH else 0.5
    quality = 1.0 if score is None else 0.5 + 0.5 * score
    return effort.dose_over(data["seconds"] * share * quality)
