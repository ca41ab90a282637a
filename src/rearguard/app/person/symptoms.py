"""What a person says of how it feels: before and after a session, how hard it was, and on the morning after."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from rearguard.app.person.diary import Diary
from rearguard.core.errors import Misuse
from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.journal.entry import Entry, Kind

WORST = 10
"""Of what is felt, from 0."""

MORNING = timedelta(hours=48)
"""So long after a session the morning after it is asked for: who does not look on that day is asked on the next."""


@value(kw_only=True)
class Feeling:
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


def feel(diary: Diary, told: Feeling) -> Entry:
    """Keep what is felt.

    Raises:
        Misuse: nothing is told, something is off the scale, or it is not said of which session.
    """
    scores = {"numb": told.numb, "wobble": told.wobble, "effort": told.effort, "pain": told.pain}
    felt = {name: score for name, score in scores.items() if score is not None}
    if not felt and not told.new_numbness:
        raise Misuse(Message("Say how numb or how wobbly you feel, 0 to 10."))
    if any(not 0 <= score <= WORST for score in felt.values()):
        raise Misuse(Message("Feelings go from 0 to 10."))
    if told.effort is not None and told.session is None:
        raise Misuse(Message("Say which session was so hard."))
    sessions = {"session": told.session, "morning_after": told.morning_after}
    known = {name: str(session) for name, session in sessions.items() if session is not None}
    alarm = {"new_numbness": True} if told.new_numbness else {}
    (entry,) = diary.write((Kind.FELT, {**felt, **alarm, **known}))
    return entry


def last_session(diary: Diary) -> UUID | None:
    """Return the last session of the past days; None: there was none."""
    began = next(diary.read(Kind.SESSION_STARTED, since=diary.clock.now() - MORNING, newest_first=True), None)
    return None if began is None else UUID(began.data["session"])


def morning_after(diary: Diary) -> str | None:
    """Return the session whose morning after is to be asked for: the last one, where that was on a day before."""
    now = diary.clock.now()
    last = next(diary.read(Kind.SESSION_STARTED, since=now - MORNING, newest_first=True), None)
    if last is None or last.at.astimezone().date() >= now.astimezone().date():
        return None
    name: str = last.data["session"]
    told = any(entry.data.get("morning_after") == name for entry in diary.read(Kind.FELT, since=last.at))
    return None if told else name
