"""What a process does that the watcher starts: keep spells, remind, ask; then it ends."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from rearguard.app.person import heartbeat
from rearguard.app.person.activity_entries import activity_entry
from rearguard.app.person.charging import known_activity, log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.app.watcher.reminding import REMINDER_SHOWN_FOR, gather_context, reminder_text
from rearguard.app.watcher.watcher import TaskReport
from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise
from rearguard.reminders.absence import ABSENCE_ANSWERS, Absence, ask_about_absence
from rearguard.reminders.decision import SNOOZE, NoReminder, Reminder, decide_reminder
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import DesktopState

NO_DESKTOP_DELAY = timedelta(hours=1)
"""After which it is tried again to show something, where nothing could be shown."""

REPLY_LABELS: Mapping[Reply, Message] = {
    Reply.STARTED: Message("Start"),
    Reply.LATER: Message("In {minutes} minutes", {"minutes": SNOOZE // timedelta(minutes=1)}),
    Reply.NOT_TODAY: Message("Not today"),
}

ACTIVITY_LABELS: Mapping[Activity, Message] = {
    Activity.WALKING: Message("Walking"),
    Activity.SITTING: Message("Sitting"),
    Activity.STANDING: Message("Standing"),
    Activity.EXERCISING: Message("Exercising"),
}


class Notifier(Protocol):
    """Shows a notification with buttons."""

    def ready(self) -> bool:
        """Whether there is a desktop that shows any."""
        ...

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        """Show one and return the key of the button that was pressed; None: none was, until it went away."""
        ...


def run_task(
    task: Mapping[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[TaskReport, bool]:
    """Do an errand of the watcher.

    Returns:
        What the watcher is told, and whether the page is to be opened.

    Raises:
        Refusal: the journal can't be written to; then nothing was kept.
    """
    spans = heartbeat.parse_spans(task["told"])
    if spans:
        diary.journal.append(activity_entry(diary.person, span) for span in spans)
    if "nudge" in task:
        return _remind(dict(task["nudge"]), diary, exercises, notifier)
    if "ask" in task:
        start, end = (datetime.fromtimestamp(at, UTC) for at in task["ask"])
        _ask_about_absence(Absence(start, end), diary, exercises, notifier)
    return TaskReport(spans_stored=True), False


def _remind(
    seen: dict[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[TaskReport, bool]:
    sat = seen.pop("sat")
    look = DesktopState(**seen)
    manners = read_reminder_settings(diary.paths).policy
    decision = decide_reminder(gather_context(diary, exercises, look, sat), manners)
    if isinstance(decision, NoReminder):
        return TaskReport(spans_stored=True, no_reminder_before=decision.not_before), False
    if not notifier.ready():
        trouble = Message("Notifications aren't available here, so there are no reminders.").render()
        return TaskReport(
            spans_stored=True, no_reminder_before=diary.clock.now() + NO_DESKTOP_DELAY, error=trouble
        ), False
    # Written first: a crash while it is shown must not show it twice.
    (entry,) = diary.write((EventKind.NUDGED, _reminder_data(decision)))
    pressed = notifier.show(
        reminder_text(decision.minutes),
        decision.reasons,
        {reply.value: text for reply, text in REPLY_LABELS.items()},
        REMINDER_SHOWN_FOR,
    )
    if pressed is not None:
        diary.write((EventKind.ANSWERED, {"nudge": str(entry.id), "reply": pressed}))
    after = decide_reminder(gather_context(diary, exercises, look, sat), manners)
    again = after.not_before if isinstance(after, NoReminder) else None
    return TaskReport(spans_stored=True, no_reminder_before=again), pressed == Reply.STARTED


def _reminder_data(nudge: Reminder) -> dict[str, Any]:
    return {
        "minutes": nudge.minutes,
        "place": nudge.place,
        "why": [reason.render() for reason in nudge.reasons],
    }


def _ask_about_absence(absence: Absence, diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier) -> None:
    start, end = absence.start.timestamp(), absence.end.timestamp()
    if any(span.start < end and span.end > start for span in known_activity(diary, exercises, diary.clock.now()).spans):
        return  # it was told already, or trained away
    if not notifier.ready():
        return
    found = ask_about_absence(
        absence,
        gather_context(diary, exercises, DesktopState(idle=0.0), sitting_s=1.0),
        read_reminder_settings(diary.paths).policy,
    )
    if found is None:
        return
    pressed = notifier.show(
        Message("Welcome back"),
        (found.text,),
        {how.value: ACTIVITY_LABELS[how] for how in ABSENCE_ANSWERS},
        REMINDER_SHOWN_FOR,
    )
    if pressed is not None:
        how = next(one for one in ABSENCE_ANSWERS if one.value == pressed)
        log_activity(diary, absence.start, absence.end, how)
