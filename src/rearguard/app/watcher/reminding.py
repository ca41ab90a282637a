"""Why now, and why not: everything that is known, brought together for the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.charging import charge_at, document
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import wishes
from rearguard.app.person.screening import standing
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import Kind
from rearguard.library.exercise import Exercise
from rearguard.reminders.decision import Nudge, decide
from rearguard.reminders.reminder_context import Known, Nudged, Reply
from rearguard.sitting.desktop import Look
from rearguard.sitting.sitting_bout import QUIET

REMEMBERED = timedelta(hours=36)
"""How long a nudge matters: for the rest of its day, and for the gap to the next."""

SHOWN = timedelta(minutes=10)
"""How long a reminder stays: as long as "in 10 minutes" puts it off."""

TRAINING = timedelta(minutes=5)
"""A session whose last step is longer ago was left: no step takes that long."""


def known(diary: Diary, exercises: Mapping[str, Exercise], look: Look, sat: float) -> Known:
    """Return all that a decision of now rests on.

    Args:
        diary: the journal.
        exercises: by id.
        look: what the desktop tells.
        sat: seconds of the spell of sitting under way.
    """
    now = diary.clock.now()
    return Known(
        now=now.astimezone(),
        battery=charge_at(diary, exercises, now),
        sat=sat,
        idle=look.idle or 0.0,
        cleared=standing(diary).clearance is not None,
        training=_training(diary, now),
        standing=wishes(diary.home).standing,
        call=bool(look.call),
        full_screen=bool(look.full_screen),
        do_not_disturb=bool(look.do_not_disturb),
        saving=bool(look.saving),
        locked=bool(look.locked),
        nudges=nudges(diary, now - REMEMBERED),
    )


def nudges(diary: Diary, since: datetime) -> tuple[Nudged, ...]:
    """Return the nudges since a moment, and what was answered."""
    replies: dict[str, Reply] = {}
    found = []
    for entry in diary.read(Kind.NUDGED, Kind.ANSWERED, since=since):
        if entry.kind is Kind.NUDGED:
            found.append(entry)
        elif entry.data.get("reply") in list(Reply):
            replies[str(entry.data.get("nudge"))] = Reply(entry.data["reply"])
    return tuple(Nudged(entry.at, replies.get(str(entry.id), Reply.NONE)) for entry in found)


def offer(minutes: int) -> Message:
    """Return what a reminder says first."""
    return Message("{minutes} minutes for your glutes?", {"minutes": minutes})


def waiting(diary: Diary, translate: Translate) -> dict[str, Any] | None:
    """Return the reminder that is shown and not answered yet, as JSON values; None: there is none."""
    since = diary.clock.now() - SHOWN
    last = next(diary.read(Kind.NUDGED, Kind.ANSWERED, since=since, newest_first=True), None)
    if last is None or last.kind is not Kind.NUDGED:
        return None
    return {
        "id": str(last.id),
        "text": offer(last.data["minutes"]).render(translate),
        "minutes": last.data["minutes"],
        "place": last.data["place"],
    }


def reply(diary: Diary, nudge: str, said: Reply) -> None:
    """Keep what was answered to the reminder that waits; a later answer replaces an earlier one.

    Raises:
        Misuse: no reminder of that id was shown lately.
    """
    since = diary.clock.now() - REMEMBERED
    if nudge not in {str(entry.id) for entry in diary.read(Kind.NUDGED, since=since)}:
        raise Misuse(Message("No reminder of that name was shown lately."))
    diary.write((Kind.ANSWERED, {"nudge": nudge, "reply": said.value}))


def sat_now(diary: Diary, look: Look) -> float:
    """Return the seconds of sitting under way, as a watcher's heartbeat tells; 0 where nobody is known to sit."""
    beat = heartbeat.read(diary.home)
    now = diary.clock.now().timestamp()
    if beat.since is None or beat.sign is None or look.locked or look.idle is None:
        return 0.0
    sign = max(beat.sign, now - look.idle)
    here = sign - beat.sign <= QUIET and now - sign <= QUIET
    return max(now - beat.since, 0.0) if here else 0.0


def answer(diary: Diary, exercises: Mapping[str, Exercise], look: Look, translate: Translate) -> dict[str, Any]:
    """Return what is seen, the charge, and why it is spoken now or not, as JSON values."""
    found = known(diary, exercises, look, sat_now(diary, look))
    decision = decide(found, wishes(diary.home).manners)
    why = decision.why if isinstance(decision, Nudge) else (decision.reason,)
    return {
        "at": found.now.isoformat(),
        "seen": asdict(look),
        "sat": round(found.sat),
        "standing": found.standing,
        "charge": document(found.battery, found.now),
        "nudge": {"minutes": decision.minutes, "place": decision.place} if isinstance(decision, Nudge) else None,
        "why": [reason.render(translate) for reason in why],
    }


def _training(diary: Diary, now: datetime) -> bool:
    """Whether a session is under way."""
    kinds = (Kind.SESSION_STARTED, Kind.STEP_DONE, Kind.SESSION_ENDED)
    last = next(diary.read(*kinds, since=now - TRAINING, newest_first=True), None)
    return last is not None and last.kind is not Kind.SESSION_ENDED
