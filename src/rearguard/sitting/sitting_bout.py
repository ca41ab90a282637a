"""From samples to spells of sitting.

Sitting is where one sign of it follows another within five minutes. A sign is a key, a movement of the mouse, or a
look at which a film played or a call was on. What lies between two spells is not known: nobody was seen standing.

A lock, a sleep, a machine that was started anew or a clock that was set ends the spell; signs count again from the
first look after it. So no spell is longer than what was seen, however the clocks are turned.
"""

from __future__ import annotations

import math

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import Span
from rearguard.core.value import value
from rearguard.sitting.idle_sample import Sample

QUIET = 300.0
"""Seconds without a sign after which one may have left: reading a page takes less."""

AGREED = 2.0
"""Seconds by which two clocks may drift apart between two looks: more is a clock that was set, or a sleep."""

SHORTEST = 1.0
"""Seconds of a spell that is worth telling: idle times are exact to a fraction of one."""


@value(kw_only=True)
class Watch:
    """What is carried from one look to the next. Start with `Watch()`."""

    spell: Span | None = None
    """The one under way, as far as it is known."""
    last: Sample | None = None
    floor: float = math.inf
    """Signs count from here on."""


def see(watch: Watch, sample: Sample) -> tuple[Watch, Span | None]:
    """Return what follows from one more look, and the spell that it ended, if any."""
    spell = watch.spell
    if sample.locked or _broken(watch.last, sample):
        return Watch(last=sample, floor=sample.at), _told(spell)
    sign = sample.at if sample.busy else sample.at - max(sample.idle, 0.0)
    if sign < watch.floor:
        if spell is None:
            return Watch(last=sample, floor=watch.floor), None
        sign = spell.end  # a call or a film has ended, and no key was touched since: nothing new
    if spell is not None and sign - spell.end <= QUIET:
        spell, ended = _sitting(spell.start, max(spell.end, sign)), None
    else:
        spell, ended = _sitting(sign, sign), _told(spell)
    if sample.at - spell.end > QUIET:  # quiet for too long: nobody knows any more
        # The next sign is later than this one.
        return Watch(last=sample, floor=math.nextafter(spell.end, math.inf)), ended or _told(spell)
    return Watch(spell=spell, last=sample, floor=watch.floor), ended


def end(watch: Watch) -> Span | None:
    """Return the spell under way, as it is when nobody looks any more."""
    return _told(watch.spell)


def _broken(last: Sample | None, sample: Sample) -> bool:
    """Whether nothing that was before holds any more."""
    if last is None or last.locked:
        return True
    passed = sample.passed - last.passed
    awake = sample.awake - last.awake
    set_or_started = passed < 0 or abs((sample.at - last.at) - passed) > AGREED
    return set_or_started or passed - awake > AGREED


def _sitting(start: float, end: float) -> Span:
    return Span(start, end, Activity.SITTING)


def _told(spell: Span | None) -> Span | None:
    return spell if spell is not None and spell.end - spell.start >= SHORTEST else None
