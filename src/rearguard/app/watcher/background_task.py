"""The task of a process that the watcher starts: store spans, remind or ask, and end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Protocol

from rearguard.app.person import heartbeat
from rearguard.app.person.charging import known_activity, log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.reminder_settings import read_reminder_settings
from rearguard.app.watcher.reminding import REMINDER_SHOWN_FOR, gather_context, reminder_text
from rearguard.app.watcher.watcher import TaskReport
from rearguard.charge.activity import Activity
from rearguard.charge.activity_entries import activity_entry
from rearguard.core.message import Message
from rearguard.journal.entry import EventKind
from rearguard.library.exercise import Exercise
from rearguard.reminders.absence import ABSENCE_ANSWERS, Absence, ask_about_absence
from rearguard.reminders.decision import SNOOZE, NoReminder, Reminder, decide_reminder
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import DesktopState

NO_DESKTOP_DELAY = timedelta(hours=1)
"""Time until the next try if no notification can be shown."""

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
    """A desktop that shows notifications with buttons."""

    def ready(self) -> bool:
        """Whether notifications can be shown."""
        ...

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        """Show a notification and return the key of the pressed button; None: it closed without an answer."""
        ...


def run_task(
    task: Mapping[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[TaskReport, bool]:
    """Run a task of the watcher.

    Returns:
        The report for the watcher, and whether to open the page.

    Raises:
        Refusal: the journal can't be written to; then nothing is stored.
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
    task: dict[str, Any], diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier
) -> tuple[TaskReport, bool]:
    sitting_s = task.pop("sat")
    desktop = DesktopState(**task)
    policy = read_reminder_settings(diary.paths).policy
    decision = decide_reminder(gather_context(diary, exercises, desktop, sitting_s), policy)
    if isinstance(decision, NoReminder):
        return TaskReport(spans_stored=True, no_reminder_before=decision.not_before), False
    if not notifier.ready():
        error = Message("Notifications aren't available here, so there are no reminders.").render()
        return TaskReport(
            spans_stored=True, no_reminder_before=diary.clock.now() + NO_DESKTOP_DELAY, error=error
        ), False
    # Written first, so that a crash during the notification doesn't repeat it.
    (entry,) = diary.write((EventKind.NUDGED, _reminder_data(decision)))
    pressed = notifier.show(
        reminder_text(decision.minutes),
        decision.reasons,
        {reply.value: text for reply, text in REPLY_LABELS.items()},
        REMINDER_SHOWN_FOR,
    )
    if pressed is not None:
        diary.write((EventKind.ANSWERED, {"nudge": str(entry.id), "reply": pressed}))
    after = decide_reminder(gather_context(diary, exercises, desktop, sitting_s), policy)
    not_before = after.not_before if isinstance(after, NoReminder) else None
    return TaskReport(spans_stored=True, no_reminder_before=not_before), pressed == Reply.STARTED


def _reminder_data(reminder: Reminder) -> dict[str, Any]:
    return {
        "minutes": reminder.minutes,
        "place": reminder.place,
        "why": [reason.render() for reason in reminder.reasons],
    }


def _ask_about_absence(absence: Absence, diary: Diary, exercises: Mapping[str, Exercise], notifier: Notifier) -> None:
    start, end = absence.start.timestamp(), absence.end.timestamp()
    if any(span.start < end and span.end > start for span in known_activity(diary, exercises, diary.clock.now()).spans):
        return  # the time is already known, by hand or from a session
    if not notifier.ready():
        return
    question = ask_about_absence(
        absence,
        gather_context(diary, exercises, DesktopState(idle=0.0), sitting_s=1.0),
        read_reminder_settings(diary.paths).policy,
    )
    if question is None:
        return
    pressed = notifier.show(
        Message("Welcome back"),
        (question.text,),
        {activity.value: ACTIVITY_LABELS[activity] for activity in ABSENCE_ANSWERS},
        REMINDER_SHOWN_FOR,
    )
    if pressed is not None:
        activity = next(answer for answer in ABSENCE_ANSWERS if answer.value == pressed)
        log_activity(diary, absence.start, absence.end, activity)
