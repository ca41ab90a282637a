"""From samples to spells of sitting.

Sitting is where one sign of it follows another within five minutes. A sign is a key, a movement of the mouse, or a
look at which a film played or a call was on. What lies between two spells is not known: nobody was seen standing.

A lock, a sleep, a machine that was started anew or a clock that was set ends the spell; signs count again from the
first look after it. So no spell is longer than what was seen, however the clocks are turned.
"""

from __future__ import annotations

import math

from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.core.value import value
from rearguard.sitting.idle_sample import IdleSample

MAX_SIGN_GAP_S = 300.0
"""Seconds without a sign after which one may have left: reading a page takes less."""

CLOCK_DRIFT_S = 2.0
"""Seconds by which two clocks may drift apart between two looks: more is a clock that was set, or a sleep."""

MIN_BOUT_S = 1.0
"""Seconds of a spell that is worth telling: idle times are exact to a fraction of one."""


@value(kw_only=True)
class SittingState:
    """What is carried from one look to the next. Start with `SittingState()`."""

    bout: ActivitySpan | None = None
    """The one under way, as far as it is known."""
    last_sample: IdleSample | None = None
    count_from: float = math.inf
    """Signs count from here on."""


def add_sample(watch: SittingState, sample: IdleSample) -> tuple[SittingState, ActivitySpan | None]:
    """Return what follows from one more look, and the spell that it ended, if any."""
    spell = watch.bout
    if sample.is_locked or _is_discontinuous(watch.last_sample, sample):
        return SittingState(last_sample=sample, count_from=sample.at), _if_long_enough(spell)
    sign = sample.at if sample.is_busy else sample.at - max(sample.idle_s, 0.0)
    if sign < watch.count_from:
        if spell is None:
            return SittingState(last_sample=sample, count_from=watch.count_from), None
        sign = spell.end  # a call or a film has ended, and no key was touched since: nothing new
    if spell is not None and sign - spell.end <= MAX_SIGN_GAP_S:
        spell, ended = _sitting_span(spell.start, max(spell.end, sign)), None
    else:
        spell, ended = _sitting_span(sign, sign), _if_long_enough(spell)
    if sample.at - spell.end > MAX_SIGN_GAP_S:  # quiet for too long: nobody knows any more
        # The next sign is later than this one.
        return SittingState(
            last_sample=sample, count_from=math.nextafter(spell.end, math.inf)
        ), ended or _if_long_enough(spell)
    return SittingState(bout=spell, last_sample=sample, count_from=watch.count_from), ended


def open_bout(watch: SittingState) -> ActivitySpan | None:
    """Return the spell under way, as it is when nobody looks any more."""
    return _if_long_enough(watch.bout)


def _is_discontinuous(last: IdleSample | None, sample: IdleSample) -> bool:
    """Whether nothing that was before holds any more."""
    if last is None or last.is_locked:
        return True
    passed = sample.since_boot_s - last.since_boot_s
    awake = sample.awake_s - last.awake_s
    set_or_started = passed < 0 or abs((sample.at - last.at) - passed) > CLOCK_DRIFT_S
    return set_or_started or passed - awake > CLOCK_DRIFT_S


def _sitting_span(start: float, end: float) -> ActivitySpan:
    return ActivitySpan(start, end, Activity.SITTING)


def _if_long_enough(spell: ActivitySpan | None) -> ActivitySpan | None:
    return spell if spell is not None and spell.end - spell.start >= MIN_BOUT_S else None
