"""Effort, dose, and the fraction of the missing charge that a dose restores, for both gluteal muscles.

Effort is the mean activity while working, as a fraction of maximal voluntary isometric contraction (MVIC);
a dose is effort times seconds under tension, in MVIC-seconds per side.
"""

from __future__ import annotations

from rearguard.core.value import value

HALF_DOSE_MVIC_S = 15.0
"""MVIC-seconds that restore half of what is missing.

Chosen so that the seven-minute routine (46 and 63 MVIC-seconds) lifts 40 percent to 94.8: a design decision,
not a measurement.
"""


@value
class Effort:
    """Mean activity of each muscle on the working side, as a fraction of MVIC in [0, 1]."""

    gluteus_maximus: float
    """The large muscle of the buttocks."""
    gluteus_medius: float
    """The muscle at the side of the hip."""

    def dose_over(self, seconds: float) -> Dose:
        """Return the dose of `seconds` under tension at this effort."""
        return Dose(self.gluteus_maximus * seconds, self.gluteus_medius * seconds)


@value
class Dose:
    """Work per side of each muscle, in MVIC-seconds."""

    gluteus_maximus: float = 0.0
    gluteus_medius: float = 0.0

    def __add__(self, other: Dose) -> Dose:
        return Dose(
            self.gluteus_maximus + other.gluteus_maximus,
            self.gluteus_medius + other.gluteus_medius,
        )

    def restored_fraction(self) -> float:
        """Return the fraction in [0, 1) of the missing charge that this dose restores, mean of both muscles."""
        missing = 2.0 ** (-self.gluteus_maximus / HALF_DOSE_MVIC_S) + 2.0 ** (-self.gluteus_medius / HALF_DOSE_MVIC_S)
        return float(1.0 - missing / 2.0)
