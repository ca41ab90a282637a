"""How exact a self-test is, and what others managed: only what was found in a study, or follows from it."""

from __future__ import annotations

import math

from rearguard.core.message import Message
from rearguard.core.value import value


@value(kw_only=True)
class Precision:
    """How exact a result is."""

    error: float
    """By how much it may be off, in its unit."""
    detectable_change: float
    """What a change must exceed to be more than chance."""
    basis: Message
    """Where that is from."""


@value(kw_only=True)
class Norm:
    """What others managed."""

    text: Message
    cite: str
    """Where it is from; empty where the text says all that is known of it."""


BRIDGE_HOLD_SD_S, BRIDGE_HOLD_ICC = 24.8, 0.87
"""Of the single-leg bridge hold: the standard deviation of healthy people in seconds, and the lower end of how well a
second day agrees with the first (ICC .87 to .94): Lehecka 2021, IJSPT 16(6):1442–1453, doi:10.26603/001c.29592."""

STANDARD_ERROR_S = BRIDGE_HOLD_SD_S * math.sqrt(1 - BRIDGE_HOLD_ICC)
"""8.9 s: the standard error of measurement that follows."""

DETECTABLE_CHANGE_S = 1.96 * math.sqrt(2) * STANDARD_ERROR_S
"""24.8 s: what two measurements differ by for chance alone in 95 of 100 cases, at most."""

MISCOUNT_REPS = 1.0
"""Stands by which a count may be off."""

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
"""What a study's abstract or an excerpt of it says; what is only remembered is not shown to anybody. So the one-leg
stance has none: its norms by age are of that kind."""


def precision_of(test: str, level: str) -> Precision | None:
    """Return how exact a test is; None where no study tells."""
    return _PRECISION.get((test, level))


def norms_of(test: str, level: str) -> tuple[Norm, ...]:
    """Return what others managed."""
    return _NORMS.get((test, level), ())
