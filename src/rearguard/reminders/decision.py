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
from rearguard.reminders.reminder_context import Known, Manners, Nudged, Reply

LATER = timedelta(minutes=10)
"""What "in 10 minutes" means."""

LEAST = timedelta(minutes=20)
"""Between two nudges, whatever else: more often is nagging."""

MOST_DOUBLINGS = 3
"""Half an hour becomes four hours at most: one who refuses in the morning may want to in the afternoon."""

PAUSE = 8.0
"""Seconds without a key that look like the end of a thought."""

GONE = 60.0
"""Seconds without a key after which nobody may be there to see it."""

PATIENCE = timedelta(minutes=10)
"""How long a natural pause is waited for."""

SESSION = timedelta(minutes=5)
"""After which it is asked again whether a session is under way."""

CLEARANCE = timedelta(minutes=30)
"""After which it is asked again whether the safety questions were answered."""

ENOUGH = 90.0
"""Percent of charge that is certain: there is nothing worth interrupting for."""


@value(kw_only=True)
class Nudge:
    """Speak up now."""

    minutes: int
    """How long what is offered takes."""
    place: Literal["desk", "floor"]
    """Where it is done."""
    why: tuple[Message, ...]
    """The reasons, the weightiest first."""


@value
class Silence:
    """Don't, and why."""

    reason: Message
    again: datetime | None = None
    """Before this the journal says nothing else; None: it passes by itself, or with a setting."""


def decide(known: Known, manners: Manners) -> Nudge | Silence:
    """Return whether to speak up now."""
    silence = next(_against(known, manners), None)
    if silence is not None:
        return silence
    after_work = manners.work_ends <= known.now.time()
    sat = Message("You have sat for {minutes} minutes.", {"minutes": int(known.sat // 60)})
    charge = Message(
        "Your charge is {low} to {high} percent.",
        {"low": round(known.battery.low), "high": round(known.battery.high)},
    )
    why = (Message("Work is over."), charge, sat) if after_work else (sat, charge)
    return Nudge(minutes=7 if after_work else 3, place="floor" if after_work else "desk", why=why)


def _against(known: Known, manners: Manners) -> Iterator[Silence]:
    """Yield what speaks against it, from what can't be changed to what passes by itself."""
    if not manners.on:
        yield Silence(Message("Reminders are switched off."))
    if known.training:
        yield Silence(Message("A session is under way."), known.now + SESSION)
    if not known.cleared:
        yield Silence(
            Message("The safety questions are not answered, or advise against a routine."), known.now + CLEARANCE
        )
    if is_quiet(known.now, manners):
        yield Silence(Message("These are your quiet hours."))
    yield from _answered(known, manners)
    for reason in in_the_way(known):
        yield Silence(reason)
    if known.battery.low >= ENOUGH:
        yield Silence(Message("Your charge is high."), known.now + _until_low(known.battery))
    yield from _not_yet(known, manners)


def in_the_way(known: Known) -> Iterator[Message]:
    """Yield what a look at the desktop says against speaking; it passes by itself."""
    if known.locked or known.sat <= 0:
        yield Message("Nobody is known to sit here now.")
    if known.standing:
        yield Message("You are at your standing desk.")
    if known.call:
        yield Message("A call is going on.")
    if known.full_screen:
        yield Message("Something fills the screen.")
    if known.do_not_disturb:
        yield Message("The desktop was told not to disturb.")
    if known.saving:
        yield Message("The machine saves what is left of its battery.")


def _answered(known: Known, manners: Manners) -> Iterator[Silence]:
    """Yield what the nudges of today and their answers speak against another."""
    today = [nudge for nudge in known.nudges if nudge.at.astimezone(known.now.tzinfo).date() == known.now.date()]
    if any(nudge.reply is Reply.NOT_TODAY for nudge in today):
        yield Silence(Message("You said: not today."), _tomorrow(known.now))
    if len(today) >= manners.a_day:
        text = counted(
            "You were reminded once today, which is the most you want.",
            "You were reminded {count} times today, which is the most you want.",
            len(today),
        )
        yield Silence(text, _tomorrow(known.now))
    if known.nudges:
        ready = _ready_again(known.nudges, today, manners)
        if known.now < ready:
            text = counted(
                "The last reminder was not long ago: again in {count} minute.",
                "The last reminder was not long ago: again in {count} minutes.",
                int(-(-(ready - known.now).total_seconds() // 60)),
            )
            yield Silence(text, ready)


def _ready_again(nudges: tuple[Nudged, ...], today: list[Nudged], manners: Manners) -> datetime:
    """Return the earliest moment of the next nudge: later, the more of today's were left unanswered or put off."""
    last = nudges[-1]
    if last.reply is Reply.LATER and sum(nudge.reply is Reply.LATER for nudge in today) == 1:
        return last.at + LATER
    refused = 0
    for nudge in reversed(today):
        if nudge.reply is Reply.STARTED:
            break
        refused += 1
    gap = timedelta(minutes=manners.after) * (1 << min(max(refused - 1, 0), MOST_DOUBLINGS))
    return last.at + max(gap, LEAST)


def _not_yet(known: Known, manners: Manners) -> Iterator[Silence]:
    after = max(timedelta(minutes=manners.after), LEAST)
    over = timedelta(seconds=known.sat) - after
    if over < timedelta():
        text = counted(
            "You have not sat for long: in {count} minute.",
            "You have not sat for long: in {count} minutes.",
            int(-(over.total_seconds() // 60)),
        )
        yield Silence(text)
    elif known.idle < PAUSE and over < PATIENCE:
        yield Silence(Message("You are busy typing: it waits for a pause."))
    elif known.idle > GONE:
        yield Silence(Message("Nothing was touched for a while: it waits until you are back."))


def is_quiet(now: datetime, manners: Manners) -> bool:
    """Whether these are quiet hours, which may reach past midnight."""
    at, start, end = now.time(), manners.quiet_from, manners.quiet_to
    return start <= at < end if start <= end else at >= start or at < end


def _tomorrow(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def _until_low(battery: Battery) -> timedelta:
    """Return how long one must sit until the charge is no more enough."""
    sitting = Activity.SITTING
    return timedelta(minutes=sitting.half * math.log2((battery.low - sitting.target) / (ENOUGH - sitting.target)))
