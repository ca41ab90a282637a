"""To speak up, or the reason not to: a pure function of what is known, so that it can be shown on request."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Literal

from rearguard.core.message import Message
from rearguard.core.value import value
from rearguard.remind.known import Known, Manners, Nudged, Reply

LATER = timedelta(minutes=10)
"""What "in 10 minutes" means."""

LEAST = timedelta(minutes=20)
"""Between two nudges, whatever else: more often is nagging."""

MOST_DOUBLINGS = 3
"""Half an hour becomes four hours at most: one who refuses in the morning may want to in the afternoon."""

PAUSE = 8.0
"""Seconds without a key that look like the end of a thought."""

PATIENCE = timedelta(minutes=10)
"""How long a natural pause is waited for."""

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


def decide(known: Known, manners: Manners) -> Nudge | Silence:
    """Return whether to speak up now."""
    reason = next(_against(known, manners), None)
    if reason is not None:
        return Silence(reason)
    after_work = manners.work_ends <= known.now.time()
    sat = Message("You have sat for {minutes} minutes.", {"minutes": int(known.sat // 60)})
    charge = Message(
        "Your charge is {low} to {high} percent.",
        {"low": round(known.battery.low), "high": round(known.battery.high)},
    )
    why = (Message("Work is over."), charge, sat) if after_work else (sat, charge)
    return Nudge(minutes=7 if after_work else 3, place="floor" if after_work else "desk", why=why)


def _against(known: Known, manners: Manners) -> Iterator[Message]:
    """Yield what speaks against it, from what can't be changed to what passes by itself."""
    if not manners.on:
        yield Message("Reminders are switched off.")
    if known.training:
        yield Message("A session is under way.")
    if not known.cleared:
        yield Message("The safety questions are not answered, or advise against a routine.")
    if _within(known.now.time(), manners.quiet_from, manners.quiet_to):
        yield Message("These are your quiet hours.")
    yield from _answered(known, manners)
    yield from _in_the_way(known)
    yield from _not_yet(known, manners)


def _in_the_way(known: Known) -> Iterator[Message]:
    """Yield what passes by itself."""
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
    if known.battery.low >= ENOUGH:
        yield Message("Your charge is high.")


def _answered(known: Known, manners: Manners) -> Iterator[Message]:
    """Yield what the nudges of today and their answers speak against another."""
    today = [nudge for nudge in known.nudges if nudge.at.astimezone(known.now.tzinfo).date() == known.now.date()]
    if any(nudge.reply is Reply.NOT_TODAY for nudge in today):
        yield Message("You said: not today.")
    if len(today) >= manners.a_day:
        yield Message("You were reminded {count} times today, which is the most you want.", {"count": len(today)})
    if known.nudges:
        ready = _ready_again(known.nudges, today, manners)
        if known.now < ready:
            left = -(-(ready - known.now).total_seconds() // 60)
            yield Message("The last reminder was not long ago: again in {minutes} minutes.", {"minutes": int(left)})


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


def _not_yet(known: Known, manners: Manners) -> Iterator[Message]:
    after = max(timedelta(minutes=manners.after), LEAST)
    over = timedelta(seconds=known.sat) - after
    if over < timedelta():
        left = -(over.total_seconds() // 60)
        yield Message("You have not sat for long: in {minutes} minutes.", {"minutes": int(left)})
    elif known.idle < PAUSE and over < PATIENCE:
        yield Message("You are busy typing: it waits for a pause.")


def _within(now: time, start: time, end: time) -> bool:
    """Whether a time of day lies in a span that may reach past midnight."""
    return start <= now < end if start <= end else now >= start or now < end
