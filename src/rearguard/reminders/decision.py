"""The decision to remind or not, with its reasons: a pure function, so that a person can ask for it any time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Literal

from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery
from rearguard.core.message import Message, counted
from rearguard.core.value import value
from rearguard.reminders.reminder_context import PastReminder, ReminderContext, ReminderPolicy, Reply

SNOOZE = timedelta(minutes=10)
"""The delay of the reply "In 10 minutes"."""

MIN_GAP = timedelta(minutes=20)
"""Shortest time between two reminders in any case: more often is nagging."""

MAX_DOUBLINGS = 3
"""Half an hour becomes four hours at most: a person who refuses in the morning may agree in the afternoon."""

TYPING_PAUSE_S = 8.0
"""Seconds without a key that look like the end of a thought."""

AWAY_AFTER_S = 60.0
"""Seconds without a key after which the person may have left."""

MAX_PAUSE_WAIT = timedelta(minutes=10)
"""Longest wait for a natural pause."""

SESSION_RECHECK = timedelta(minutes=5)
"""Time until the next check whether a session is in progress."""

CLEARANCE_RECHECK = timedelta(minutes=30)
"""Time until the next check of the clearance."""

HIGH_CHARGE_PERCENT = 90.0
"""Certain charge, in percent, above which an interruption isn't worth it."""


@value(kw_only=True)
class Reminder:
    """A reminder to show now."""

    minutes: int
    """Length of the offered session."""
    place: Literal["desk", "floor"]
    """Where the session takes place."""
    reasons: tuple[Message, ...]
    """The reasons, the most important first."""


@value
class NoReminder:
    """No reminder, and why."""

    reason: Message
    not_before: datetime | None = None
    """The reason holds at least until then; None: it ends by itself, or with a setting."""


def decide_reminder(context: ReminderContext, policy: ReminderPolicy) -> Reminder | NoReminder:
    """Decide whether to remind now."""
    objection = next(_objections(context, policy), None)
    if objection is not None:
        return objection
    after_work = policy.work_ends <= context.now.time()
    sitting = Message("You've been sitting for {minutes} minutes.", {"minutes": int(context.sitting_s // 60)})
    charge = Message("Your charge is about {middle}%.", {"middle": round(context.charge.percent)})
    reasons = (Message("Your workday is over."), charge, sitting) if after_work else (sitting, charge)
    return Reminder(minutes=7 if after_work else 3, place="floor" if after_work else "desk", reasons=reasons)


def _objections(context: ReminderContext, policy: ReminderPolicy) -> Iterator[NoReminder]:
    """Yield the reasons against a reminder, from the most lasting to those that pass by themselves."""
    if not policy.is_enabled:
        yield NoReminder(Message("Reminders are off."))
    if context.in_session:
        yield NoReminder(Message("You have a session in progress."), context.now + SESSION_RECHECK)
    if not context.is_cleared:
        yield NoReminder(
            Message("The safety check isn't done, or it advises against exercise."), context.now + CLEARANCE_RECHECK
        )
    if is_quiet_time(context.now, policy):
        yield NoReminder(Message("These are your quiet hours."))
    yield from _objections_from_replies(context, policy)
    for reason in blockers(context):
        yield NoReminder(reason)
    if context.charge.low >= HIGH_CHARGE_PERCENT:
        yield NoReminder(Message("Your charge is high."), context.now + _time_until_low(context.charge))
    yield from _objections_from_timing(context, policy)


def blockers(context: ReminderContext) -> Iterator[Message]:
    """Yield the desktop's reasons against a reminder; these pass by themselves."""
    if context.is_locked or context.sitting_s <= 0:
        yield Message("It doesn't look like you're sitting here.")
    if context.at_standing_desk:
        yield Message("You're standing at your desk.")
    if context.in_call:
        yield Message("You're on a call.")
    if context.is_full_screen:
        yield Message("An app is in full screen.")
    if context.do_not_disturb:
        yield Message("“Do not disturb” is on.")
    if context.is_saving_power:
        yield Message("Your laptop is saving battery.")


def _objections_from_replies(context: ReminderContext, policy: ReminderPolicy) -> Iterator[NoReminder]:
    """Yield the reasons against a reminder from today's reminders and their replies."""
    todays_reminders = [
        reminder
        for reminder in context.past_reminders
        if reminder.at.astimezone(context.now.tzinfo).date() == context.now.date()
    ]
    if any(reminder.reply is Reply.NOT_TODAY for reminder in todays_reminders):
        yield NoReminder(Message("You chose “Not today”."), _next_midnight(context.now))
    if len(todays_reminders) >= policy.max_per_day:
        text = counted(
            "You've had your reminder for today.",
            "You've had your {count} reminders for today.",
            len(todays_reminders),
        )
        yield NoReminder(text, _next_midnight(context.now))
    if context.past_reminders:
        allowed_at = _next_allowed_at(context.past_reminders, todays_reminders, policy)
        if context.now < allowed_at:
            text = counted(
                "You were reminded recently. Next one in {count} minute at the earliest.",
                "You were reminded recently. Next one in {count} minutes at the earliest.",
                int(-(-(allowed_at - context.now).total_seconds() // 60)),
            )
            yield NoReminder(text, allowed_at)


def _next_allowed_at(
    reminders: tuple[PastReminder, ...], todays_reminders: list[PastReminder], policy: ReminderPolicy
) -> datetime:
    """Return the earliest time of the next reminder: later, the more of today's were unanswered or postponed."""
    last = reminders[-1]
    if last.reply is Reply.LATER and sum(reminder.reply is Reply.LATER for reminder in todays_reminders) == 1:
        return last.at + SNOOZE
    refusals = 0
    for reminder in reversed(todays_reminders):
        if reminder.reply is Reply.STARTED:
            break
        refusals += 1
    gap = timedelta(minutes=policy.after_minutes) * (1 << min(max(refusals - 1, 0), MAX_DOUBLINGS))
    return last.at + max(gap, MIN_GAP)


def _objections_from_timing(context: ReminderContext, policy: ReminderPolicy) -> Iterator[NoReminder]:
    after = max(timedelta(minutes=policy.after_minutes), MIN_GAP)
    overdue = timedelta(seconds=context.sitting_s) - after
    if overdue < timedelta():
        text = counted(
            "You haven't been sitting long. First reminder in {count} minute.",
            "You haven't been sitting long. First reminder in {count} minutes.",
            int(-(overdue.total_seconds() // 60)),
        )
        yield NoReminder(text)
    elif context.idle_s < TYPING_PAUSE_S and overdue < MAX_PAUSE_WAIT:
        yield NoReminder(Message("You're typing; it waits for a pause."))
    elif context.idle_s > AWAY_AFTER_S:
        yield NoReminder(Message("You seem to be away; it waits until you're back."))


def is_quiet_time(now: datetime, policy: ReminderPolicy) -> bool:
    """Whether a time is in the quiet hours, which may reach past midnight."""
    time_of_day, start, end = now.time(), policy.quiet_from, policy.quiet_to
    return start <= time_of_day < end if start <= end else time_of_day >= start or time_of_day < end


def _next_midnight(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def _time_until_low(battery: Battery) -> timedelta:
    """Return how much sitting brings the charge down to `HIGH_CHARGE_PERCENT`."""
    sitting = Activity.SITTING
    return timedelta(
        minutes=sitting.half_life_min
        * math.log2((battery.low - sitting.target_percent) / (HIGH_CHARGE_PERCENT - sitting.target_percent))
    )
