"""The charge of both muscles, each between the least and the most that it can be."""

from __future__ import annotations

from collections.abc import Iterable

from rearguard.charge.activity import (
    MAX_CHARGE_PERCENT,
    MIN_CHARGE_PERCENT,
    Activity,
    charge_after_dose,
    charge_integral,
    decay,
)
from rearguard.core.dose import Dose
from rearguard.core.value import value


@value
class ChargeRange:
    """The least and the most that a charge can be, in percent.

    Both ends go by the same laws, and who has more keeps more: what is true stays between them.
    """

    low: float = MIN_CHARGE_PERCENT
    high: float = MAX_CHARGE_PERCENT

    def integral(self, activity: Activity | None, minutes: float) -> ChargeRange:
        """Return the integrals over some minutes, in percent-minutes; None: nobody knows whether one sat or walked."""
        return ChargeRange(
            charge_integral(self.low, activity or Activity.SITTING, minutes),
            charge_integral(self.high, activity or Activity.WALKING, minutes),
        )

    def after_dose(self, dose: float) -> ChargeRange:
        """Return them after a dose of work, in MVIC-seconds."""
        return ChargeRange(charge_after_dose(self.low, dose), charge_after_dose(self.high, dose))


@value
class Battery:
    """Both muscles' charge; shown is their mean."""

    gluteus_maximus: ChargeRange = ChargeRange()
    gluteus_medius: ChargeRange = ChargeRange()

    @property
    def low(self) -> float:
        """The least that the mean can be."""
        return (self.gluteus_maximus.low + self.gluteus_medius.low) / 2

    @property
    def high(self) -> float:
        """The most that the mean can be."""
        return (self.gluteus_maximus.high + self.gluteus_medius.high) / 2

    @property
    def percent(self) -> float:
        """The middle between the two."""
        return (self.low + self.high) / 2

    def after(self, activity: Activity | None, minutes: float) -> Battery:
        """Return it after some minutes of an activity; None: nobody knows whether one sat or walked."""
        return self.after_all(((activity, minutes),))

    def after_all(self, parts: Iterable[tuple[Activity | None, float]]) -> Battery:
        """Return it after one activity after another, each with its minutes.

        On the way its four ends are plain numbers: ten years are half a million parts.
        """
        large, middle = self.gluteus_maximus, self.gluteus_medius
        large_low, large_high, middle_low, middle_high = large.low, large.high, middle.low, middle.high
        for activity, minutes in parts:
            worst, left = decay(activity or Activity.SITTING, minutes)
            best, left_best = (worst, left) if activity else decay(Activity.WALKING, minutes)
            large_low, middle_low = worst + (large_low - worst) * left, worst + (middle_low - worst) * left
            large_high, middle_high = best + (large_high - best) * left_best, best + (middle_high - best) * left_best
        return Battery(ChargeRange(large_low, large_high), ChargeRange(middle_low, middle_high))

    def after_dose(self, dose: Dose) -> Battery:
        """Return it after a dose of work."""
        return Battery(
            self.gluteus_maximus.after_dose(dose.gluteus_maximus), self.gluteus_medius.after_dose(dose.gluteus_medius)
        )
