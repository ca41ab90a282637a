"""Limits with slack: what was so stays so until it is clearly not."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from rearguard.body.quantity import QUANTITIES
from rearguard.library.watch import Flaw, Limit

SLACK = 0.2
"""Of a measure's clear change: how far it may waver past a limit that says nothing of it."""

RELIEF = 0.5
"""Of a flaw's margin: so far back it must come to be mended."""


class Bounds:
    """A limit on one column of the readings, or a flaw's bound turned round."""

    __slots__ = ("_column", "_highest", "_lowest", "_slack", "_was", "say")

    def __init__(self, limit: Limit, index: Mapping[str, int]) -> None:
        """Take a limit; `index` tells the column of each measure."""
        self._column = index[limit.measure]
        self._lowest = -math.inf if limit.above is None else limit.above
        self._highest = math.inf if limit.below is None else limit.below
        self._slack = SLACK * QUANTITIES[limit.measure].scale if limit.slack is None else limit.slack
        self._was = False
        self.say = limit.say

    def kept(self, values: Sequence[float]) -> bool:
        """Return whether the limit is kept, without slack. What is not known is not kept."""
        return self._lowest <= values[self._column] <= self._highest

    def nearly(self, values: Sequence[float]) -> bool:
        """Return whether the limit is kept with slack, whatever was the last time."""
        return self._lowest - self._slack <= values[self._column] <= self._highest + self._slack

    def keep(self, values: Sequence[float]) -> bool:
        """Return whether the limit is kept, with slack if it was the last time."""
        slack = self._slack if self._was else 0.0
        self._was = self._lowest - slack <= values[self._column] <= self._highest + slack
        return self._was


def badness(flaw: Flaw, number: float) -> float:
    """Return how far past its bound a flaw's measure is, in margins: from 1 on it is spoken of. NaN stays NaN."""
    if flaw.above is not None:
        return (number - flaw.above) / flaw.margin
    if flaw.below is not None:
        return (flaw.below - number) / flaw.margin
    return math.nan
