"""Symptoms and effort that a person reports: before and after a session, and on the morning after."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from rearguard.app.person.diary import Diary
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind

MAX_SYMPTOM_SCORE = 10
"""The top of each scale, which starts at 0."""

MORNING_AFTER_WINDOW = timedelta(hours=48)
"""How long after a session the page asks about the morning after: two days, in case the first is missed."""


@value(kw_only=True)
class Symptoms:
    """Reported symptoms, each from 0 to 10; None: not reported."""

    numb: int | None = None
    wobble: int | None = None
    effort: int | None = None
    """How hard the session was (Borg CR10)."""
    pain: int | None = None
    new_numbness: bool = False
    """Whether numbness or tingling is new since before: a warning sign."""
    session: UUID | None = None
    """The session just done, if the report belongs to it."""
    morning_after: UUID | None = None
    """The session of the day before, for a report on the morning after."""


def log_symptoms(diary: Diary, symptoms: Symptoms) -> Entry:
    """Record symptoms and return the entry.

    Raises:
        InvalidRequest: nothing is reported, a score is off the scale, or an effort names no session.
    """
    scores = {"numb": symptoms.numb, "wobble": symptoms.wobble, "effort": symptoms.effort, "pain": symptoms.pain}
    reported = {name: score for name, score in scores.items() if score is not None}
    if not reported and not symptoms.new_numbness:
        raise InvalidRequest(Message("Give at least one value from 0 to 10, for example for numbness or wobbliness."))
    if any(not 0 <= score <= MAX_SYMPTOM_SCORE for score in reported.values()):
        raise InvalidRequest(Message("Use a number from 0 to 10."))
    if symptoms.effort is not None and symptoms.session is None:
        raise InvalidRequest(Message("Name the session that this effort is for."))
    sessions = {"session": symptoms.session, "morning_after": symptoms.morning_after}
    session_ids = {name: str(session) for name, session in sessions.items() if session is not None}
    warning = {"new_numbness": True} if symptoms.new_numbness else {}
    (entry,) = diary.write((EventKind.FELT, {**reported, **warning, **session_ids}))
    return entry


def find_last_session(diary: Diary) -> UUID | None:
    """Return the last session within `MORNING_AFTER_WINDOW`; None without a session."""
    start = next(
        diary.read(EventKind.SESSION_STARTED, since=diary.clock.now() - MORNING_AFTER_WINDOW, newest_first=True), None
    )
    return None if start is None else UUID(start.data["session"])


def find_morning_after(diary: Diary) -> str | None:
    """Return the session to ask about on the morning after: the last one, if it was on an earlier day."""
    now = diary.clock.now()
    last = next(diary.read(EventKind.SESSION_STARTED, since=now - MORNING_AFTER_WINDOW, newest_first=True), None)
    if last is None or last.at.astimezone().date() >= now.astimezone().date():
        return None
    session: str = last.data["session"]
    is_reported = any(entry.data.get("morning_after") == session for entry in diary.read(EventKind.FELT, since=last.at))
    return None if is_reported else session
