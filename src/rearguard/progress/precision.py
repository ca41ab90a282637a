"""The precision and the norms of self-tests: only figures from a study, or derived from one."""

from __future__ import annotations

import math

from rearguard.core.message import Message
from rearguard.core.value import value


@value(kw_only=True)
class Precision:
    """The precision of a result."""

    error: float
    """The measurement error, in the result's unit."""
    detectable_change: float
    """The change that must be exceeded to be more than chance."""
    basis: Message
    """The source of the figures."""


@value(kw_only=True)
class Norm:
    """The typical result of other people."""

    text: Message
    cite: str
    """The source; empty when the text names it."""


BRIDGE_HOLD_SD_S, BRIDGE_HOLD_ICC = 24.8, 0.87
"""Of the single-leg bridge hold: the standard deviation of healthy people in seconds, and the lower end of the
test-retest reliability on a second day (ICC .87 to .94): Lehecka 2021, IJSPT 16(6):1442–1453,
doi:10.26603/001c.29592."""

STANDARD_ERROR_S = BRIDGE_HOLD_SD_S * math.sqrt(1 - BRIDGE_HOLD_ICC)
"""8.9 s: the standard error of measurement that follows from these."""

DETECTABLE_CHANGE_S = 1.96 * math.sqrt(2) * STANDARD_ERROR_S
"""24.8 s: the largest difference of two measurements by chance alone in 95 of 100 cases."""

MISCOUNT_REPS = 1.0
"""The possible error of a count of stands."""

_PRECISION = {
    ("bridge-hold", "single-leg"): Precision(
        error=round(STANDARD_ERROR_S, 1),
        detectable_change=round(DETECTABLE_CHANGE_S, 1),
        basis=Message("based on repeated tests in a study (Lehecka 2021)"),
    ),
    ("chair-stand", "plain"): Precision(
        error=MISCOUNT_REPS,
        detectable_change=2 * MISCOUNT_REPS,
        basis=Message("a count can be off by one"),
    ),
}

_NORMS = {
    ("bridge-hold", "single-leg"): (
        Norm(
            text=Message(
                "For comparison: students aged about 20 averaged 65 s on one leg and 64 s on the other, with "
                "wide differences. That is typical for them, not a goal for you."
            ),
            cite="Worst & Henderson 2026, IJSPT (n = 77)",
        ),
    ),
    ("chair-stand", "plain"): (
        Norm(
            text=Message(
                "For comparison: in an Indian study, men aged 40–60 averaged 13 and women 12.5, lower than in "
                "Western studies."
            ),
            cite="",
        ),
        Norm(
            text=Message("Typical at age 60–64: 12 to 17 for women, 14 to 19 for men."),
            cite="Rikli & Jones 1999",
        ),
    ),
}
"""Figures read in a study's abstract or an excerpt; figures quoted from memory are not shown. So the one-leg stance has
no norm: its norms by age are only from memory."""


def precision_of(test: str, level: str) -> Precision | None:
    """Return the precision of a test; None without a study."""
    return _PRECISION.get((test, level))


def norms_of(test: str, level: str) -> tuple[Norm, ...]:
    """Return the norms of a test."""
    return _NORMS.get((test, level), ())
