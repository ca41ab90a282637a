"""Limits with hysteresis: a limit that is met stays met until it is clearly exceeded."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rearguard.body.quantity import QUANTITIES
from rearguard.library.watch import FaultRule, MeasureLimit

SLACK_SHARE = 0.2
"""The slack of a limit that states none, as a share of its measure's clear change."""

FAULT_RELEASE_SHARE = 0.5
"""A fault ends below this share of its margin."""


class LimitCheck:
    """A limit on one column of the measures."""

    __slots__ = ("_column", "_highest", "_lowest", "_slack", "_was_within", "say")

    def __init__(self, limit: MeasureLimit, index: Mapping[str, int]) -> None:
        """Take a limit; `index` gives the column of each measure."""
        self._column = index[limit.measure]
        self._lowest = -math.inf if limit.above is None else limit.above
        self._highest = math.inf if limit.below is None else limit.below
        self._slack = SLACK_SHARE * QUANTITIES[limit.measure].clear_change if limit.slack is None else limit.slack
        self._was_within = False
        self.say = limit.say

    def is_within(self, values: Sequence[float]) -> bool:
        """Return whether the limit is met, without slack; an unknown value doesn't meet it."""
        return self._lowest <= values[self._column] <= self._highest

    def is_nearly_within(self, values: Sequence[float]) -> bool:
        """Return whether the limit is met with slack, whatever the last state."""
        return self._lowest - self._slack <= values[self._column] <= self._highest + self._slack

    def update(self, values: Sequence[float]) -> bool:
        """Return whether the limit is met, with slack if it was met the last time."""
        slack = self._slack if self._was_within else 0.0
        self._was_within = self._lowest - slack <= values[self._column] <= self._highest + slack
        return self._was_within


def severity(rule: FaultRule, number: float) -> float:
    """Return how far a fault's measure exceeds its bound, in margins: from 1 on it is reported. NaN stays NaN."""
    if rule.above is not None:
        return (number - rule.above) / rule.margin
    if rule.below is not None:
        return (rule.below - number) / rule.margin
    return math.nan
