"""What a person says of how it feels: before and after a session, how hard it was, and on the morning after."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from rearguard.app.person.diary import Diary
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.journal.entry import Entry, EventKind

MAX_SYMPTOM_SCORE = 10
"""Of what is felt, from 0."""

MORNING_AFTER_WINDOW = timedelta(hours=48)
"""So long after a session the morning after it is asked for: who does not look on that day is asked on the next."""


@value(kw_only=True)
class Symptoms:
    """What is felt, each from 0 to 10; None: not told."""

    numb: int | None = None
    wobble: int | None = None
    effort: int | None = None
    """How hard the session was (Borg CR10)."""
    pain: int | None = None
    new_numbness: bool = False
    """Whether numbness or tingling has come that was not there before: a warning sign."""
    session: UUID | None = None
    """After which session, if after one."""
    morning_after: UUID | None = None
    """On the morning after which session."""


def log_symptoms(diary: Diary, symptoms: Symptoms) -> Entry:
    """Keep what is felt.

    Raises:
        Misuse: nothing is told, something is off the scale, or it is not said of which session.
    """
    scores = {"numb": symptoms.numb, "wobble": symptoms.wobble, "effort": symptoms.effort, "pain": symptoms.pain}
    felt = {name: score for name, score in scores.items() if score is not None}
    if not felt and not symptoms.new_numbness:
        raise InvalidRequest(Message("Give at least one value from 0 to 10, for example for numbness or wobbliness."))
    if any(not 0 <= score <= MAX_SYMPTOM_SCORE for score in felt.values()):
        raise InvalidRequest(Message("Use a number from 0 to 10."))
    if symptoms.effort is not None and symptoms.session is None:
        raise InvalidRequest(Message("Name the session that this effort is for."))
    sessions = {"session": symptoms.session, "morning_after": symptoms.morning_after}
    known = {name: str(session) for name, session in sessions.items() if session is not None}
    alarm = {"new_numbness": True} if symptoms.new_numbness else {}
    (entry,) = diary.write((EventKind.FELT, {**felt, **alarm, **known}))
    return entry


def find_last_session(diary: Diary) -> UUID | None:
    """Return the last session of the past days; None: there was none."""
    began = next(
        diary.read(EventKind.SESSION_STARTED, since=diary.clock.now() - MORNING_AFTER_WINDOW, newest_first=True), None
    )
    return None if began is None else UUID(began.data["session"])


def find_morning_after(diary: Diary) -> str | None:
    """Return the session whose morning after is to be asked for: the last one, where that was on a day before."""
    now = diary.clock.now()
    last = next(diary.read(EventKind.SESSION_STARTED, since=now - MORNING_AFTER_WINDOW, newest_first=True), None)
    if last is None or last.at.astimezone().date() >= now.astimezone().date():
        return None
    name: str = last.data["session"]
    told = any(entry.data.get("morning_after") == name for entry in diary.read(EventKind.FELT, since=last.at))
    return None if told else name
