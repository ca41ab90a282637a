"""To speak up, or the reason not to: a pure function of what is known, so that it can be shown on request."""

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
"""What "in 10 minutes" means."""

MIN_GAP = timedelta(minutes=20)
"""Between two nudges, whatever else: more often is nagging."""

MAX_DOUBLINGS = 3
"""Half an hour becomes four hours at most: one who refuses in the morning may want to in the afternoon."""

TYPING_PAUSE_S = 8.0
"""Seconds without a key that look like the end of a thought."""

AWAY_AFTER_S = 60.0
"""Seconds without a key after which nobody may be there to see it."""

MAX_PAUSE_WAIT = timedelta(minutes=10)
"""How long a natural pause is waited for."""

SESSION_RECHECK = timedelta(minutes=5)
"""After which it is asked again whether a session is under way."""

CLEARANCE_RECHECK = timedelta(minutes=30)
"""After which it is asked again whether the safety questions were answered."""

HIGH_CHARGE_PERCENT = 90.0
"""Percent of charge that is certain: there is nothing worth interrupting for."""


@value(kw_only=True)
class Reminder:
    """Speak up now."""

    minutes: int
    """How long what is offered takes."""
    place: Literal["desk", "floor"]
    """Where it is done."""
    reasons: tuple[Message, ...]
    """The reasons, the weightiest first."""


@value
class NoReminder:
    """Don't, and why."""

    reason: Message
    not_before: datetime | None = None
    """Before this the journal says nothing else; None: it passes by itself, or with a setting."""


def decide_reminder(context: ReminderContext, policy: ReminderPolicy) -> Reminder | NoReminder:
    """Return whether to speak up now."""
    silence = next(_objections(context, policy), None)
    if silence is not None:
        return silence
    after_work = policy.work_ends <= context.now.time()
    sat = Message("You've been sitting for {minutes} minutes.", {"minutes": int(context.sitting_s // 60)})
    charge = Message("Your charge is about {middle}%.", {"middle": round(context.charge.percent)})
    why = (Message("Your workday is over."), charge, sat) if after_work else (sat, charge)
    return Reminder(minutes=7 if after_work else 3, place="floor" if after_work else "desk", reasons=why)


def _objections(known: ReminderContext, manners: ReminderPolicy) -> Iterator[NoReminder]:
    """Yield what speaks against it, from what can't be changed to what passes by itself."""
    if not manners.is_enabled:
        yield NoReminder(Message("Reminders are off."))
    if known.in_session:
        yield NoReminder(Message("You have a session in progress."), known.now + SESSION_RECHECK)
    if not known.is_cleared:
        yield NoReminder(
            Message("The safety check isn't done, or it advises against exercise."), known.now + CLEARANCE_RECHECK
        )
    if is_quiet_time(known.now, manners):
        yield NoReminder(Message("These are your quiet hours."))
    yield from _objections_from_replies(known, manners)
    for reason in blockers(known):
        yield NoReminder(reason)
    if known.charge.low >= HIGH_CHARGE_PERCENT:
        yield NoReminder(Message("Your charge is high."), known.now + _time_until_low(known.charge))
    yield from _objections_from_timing(known, manners)


def blockers(context: ReminderContext) -> Iterator[Message]:
    """Yield what a look at the desktop says against speaking; it passes by itself."""
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


def _objections_from_replies(known: ReminderContext, manners: ReminderPolicy) -> Iterator[NoReminder]:
    """Yield what the nudges of today and their answers speak against another."""
    today = [
        nudge for nudge in known.past_reminders if nudge.at.astimezone(known.now.tzinfo).date() == known.now.date()
    ]
    if any(nudge.reply is Reply.NOT_TODAY for nudge in today):
        yield NoReminder(Message("You chose “Not today”."), _next_midnight(known.now))
    if len(today) >= manners.max_per_day:
        text = counted(
            "You've had your reminder for today.",
            "You've had your {count} reminders for today.",
            len(today),
        )
        yield NoReminder(text, _next_midnight(known.now))
    if known.past_reminders:
        ready = _next_allowed_at(known.past_reminders, today, manners)
        if known.now < ready:
            text = counted(
                "You were reminded recently. Next one in {count} minute at the earliest.",
                "You were reminded recently. Next one in {count} minutes at the earliest.",
                int(-(-(ready - known.now).total_seconds() // 60)),
            )
            yield NoReminder(text, ready)


def _next_allowed_at(nudges: tuple[PastReminder, ...], today: list[PastReminder], manners: ReminderPolicy) -> datetime:
    """Return the earliest moment of the next nudge: later, the more of today's were left unanswered or put off."""
    last = nudges[-1]
    if last.reply is Reply.LATER and sum(nudge.reply is Reply.LATER for nudge in today) == 1:
        return last.at + SNOOZE
    refused = 0
    for nudge in reversed(today):
        if nudge.reply is Reply.STARTED:
            break
        refused += 1
    gap = timedelta(minutes=manners.after_minutes) * (1 << min(max(refused - 1, 0), MAX_DOUBLINGS))
    return last.at + max(gap, MIN_GAP)


def _objections_from_timing(known: ReminderContext, manners: ReminderPolicy) -> Iterator[NoReminder]:
    after = max(timedelta(minutes=manners.after_minutes), MIN_GAP)
    over = timedelta(seconds=known.sitting_s) - after
    if over < timedelta():
        text = counted(
            "You haven't been sitting long. First reminder in {count} minute.",
            "You haven't been sitting long. First reminder in {count} minutes.",
            int(-(over.total_seconds() // 60)),
        )
        yield NoReminder(text)
    elif known.idle_s < TYPING_PAUSE_S and over < MAX_PAUSE_WAIT:
        yield NoReminder(Message("You're typing; it waits for a pause."))
    elif known.idle_s > AWAY_AFTER_S:
        yield NoReminder(Message("You seem to be away; it waits until you're back."))


def is_quiet_time(now: datetime, policy: ReminderPolicy) -> bool:
    """Whether these are quiet hours, which may reach past midnight."""
    at, start, end = now.time(), policy.quiet_from, policy.quiet_to
    return start <= at < end if start <= end else at >= start or at < end


def _next_midnight(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def _time_until_low(battery: Battery) -> timedelta:
    """Return how long one must sit until the charge is no more enough."""
    sitting = Activity.SITTING
    return timedelta(
        minutes=sitting.half_life_min
        * math.log2((battery.low - sitting.target_percent) / (HIGH_CHARGE_PERCENT - sitting.target_percent))
    )
