"""Reminders: the context of a decision from journal, settings and desktop, and the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from rearguard.app.person import heartbeat
from rearguard.app.person.charging import charge_at, charge_json
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.app.person.screening import safety_status
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message, Translate
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise
from rearguard.reminders.decision import Reminder, decide_reminder
from rearguard.reminders.reminder_context import PastReminder, ReminderContext, Reply
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.sitting_bout import current_sitting_s

REMINDER_MEMORY = timedelta(hours=36)
"""How long a reminder counts: for the rest of its day, and for the gap to the next."""

REMINDER_SHOWN_FOR = timedelta(minutes=10)
"""How long a reminder stays on screen: as long as "In 10 minutes" postpones it."""

SESSION_TIMEOUT = timedelta(minutes=5)
"""A session whose last step is longer ago was abandoned: no step takes that long."""


def gather_context(
    diary: Diary, exercises: Mapping[str, Exercise], desktop: DesktopState, sitting_s: float
) -> ReminderContext:
    """Return the context of a reminder decision now.

    Args:
        diary: the journal.
        exercises: by id.
        desktop: its state.
        sitting_s: seconds of the current bout of sitting.
    """
    now = diary.clock.now()
    return ReminderContext(
        now=now.astimezone(),
        charge=charge_at(diary, exercises, now),
        sitting_s=sitting_s,
        idle_s=desktop.idle or 0.0,
        is_cleared=safety_status(diary).clearance is not None,
        in_session=_in_session(diary, now),
        at_standing_desk=read_reminder_settings(diary.paths).at_standing_desk,
        in_call=bool(desktop.call),
        is_full_screen=bool(desktop.full_screen),
        do_not_disturb=bool(desktop.do_not_disturb),
        is_saving_power=bool(desktop.saving),
        is_locked=bool(desktop.locked),
        past_reminders=read_reminders(diary, now - REMINDER_MEMORY),
    )


def read_reminders(diary: Diary, since: datetime) -> tuple[PastReminder, ...]:
    """Return the reminders since a moment, with their replies."""
    replies: dict[str, Reply] = {}
    shown = []
    for entry in diary.read(EventKind.NUDGED, EventKind.ANSWERED, since=since):
        if entry.kind is EventKind.NUDGED:
            shown.append(entry)
        elif entry.data.get("reply") in list(Reply):
            replies[str(entry.data.get("nudge"))] = Reply(entry.data["reply"])
    return tuple(PastReminder(entry.at, replies.get(str(entry.id), Reply.NONE)) for entry in shown)


def reminder_text(minutes: int) -> Message:
    """Return the title of a reminder."""
    return Message("Time for a {minutes}-minute break?", {"minutes": minutes})


def waiting_reminder_json(diary: Diary, translate: Translate) -> dict[str, Any] | None:
    """Return the reminder that waits for an answer, as JSON values; None without one."""
    since = diary.clock.now() - REMINDER_SHOWN_FOR
    last = next(diary.read(EventKind.NUDGED, EventKind.ANSWERED, since=since, newest_first=True), None)
    if last is None or last.kind is not EventKind.NUDGED:
        return None
    return {
        "id": str(last.id),
        "text": reminder_text(last.data["minutes"]).render(translate),
        "minutes": last.data["minutes"],
        "place": last.data["place"],
    }


def answer_reminder(diary: Diary, reminder_id: str, answer: Reply) -> None:
    """Record the reply to a recent reminder; a later reply replaces an earlier one.

    Raises:
        InvalidRequest: no reminder of that id was shown recently.
    """
    since = diary.clock.now() - REMINDER_MEMORY
    if reminder_id not in {str(entry.id) for entry in diary.read(EventKind.NUDGED, since=since)}:
        raise InvalidRequest(Message("No reminder with this id was shown recently."))
    diary.write((EventKind.ANSWERED, {"nudge": reminder_id, "reply": answer.value}))


def decision_json(
    diary: Diary, exercises: Mapping[str, Exercise], desktop: DesktopState, translate: Translate
) -> dict[str, Any]:
    """Return the desktop state, the charge, and the reasons for or against a reminder now, as JSON values."""
    beat = heartbeat.read_heartbeat(diary.paths)
    now = diary.clock.now().timestamp()
    sitting_s = current_sitting_s(beat.sitting_since, beat.last_sign_at, desktop, now)
    context = gather_context(diary, exercises, desktop, sitting_s)
    decision = decide_reminder(context, read_reminder_settings(diary.paths).policy)
    reasons = decision.reasons if isinstance(decision, Reminder) else (decision.reason,)
    return {
        "at": context.now.isoformat(),
        "seen": asdict(desktop),
        "sat": round(context.sitting_s),
        "standing": context.at_standing_desk,
        "charge": charge_json(context.charge, context.now),
        "nudge": {"minutes": decision.minutes, "place": decision.place} if isinstance(decision, Reminder) else None,
        "why": [reason.render(translate) for reason in reasons],
    }


def _in_session(diary: Diary, now: datetime) -> bool:
    """Whether a session is in progress."""
    kinds = (EventKind.SESSION_STARTED, EventKind.STEP_DONE, EventKind.SESSION_ENDED)
    last = next(diary.read(*kinds, since=now - SESSION_TIMEOUT, newest_first=True), None)
    return last is not None and last.kind is not EventKind.SESSION_ENDED
