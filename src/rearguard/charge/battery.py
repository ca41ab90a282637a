"""The charge of both gluteal muscles, each as a range of possible values."""

from __future__ import annotations

from collections.abc import Iterable

from rearguard.charge.activity import (
    MAX_CHARGE_PERCENT,
    MIN_CHARGE_PERCENT,
    Activity,
    charge_after_dose,
    decay,
)
from rearguard.core.dose import Dose
from rearguard.core.value import value


@value
class ChargeRange:
    """The lowest and the highest possible charge, in percent.

    Both ends follow the same laws, which keep their order, so the true charge stays between them.
    """

    low: float = MIN_CHARGE_PERCENT
    high: float = MAX_CHARGE_PERCENT

    def after_dose(self, dose: float) -> ChargeRange:
        """Return the range after a dose of work in MVIC-seconds."""
        return ChargeRange(charge_after_dose(self.low, dose), charge_after_dose(self.high, dose))


@value
class Battery:
    """The charge of both muscles; the mean is shown."""

    gluteus_maximus: ChargeRange = ChargeRange()
    gluteus_medius: ChargeRange = ChargeRange()

    @property
    def low(self) -> float:
        """The lowest possible mean."""
        return (self.gluteus_maximus.low + self.gluteus_medius.low) / 2

    @property
    def high(self) -> float:
        """The highest possible mean."""
        return (self.gluteus_maximus.high + self.gluteus_medius.high) / 2

    @property
    def percent(self) -> float:
        """The middle between `low` and `high`."""
        return (self.low + self.high) / 2

    def after(self, activity: Activity | None, minutes: float) -> Battery:
        """Return the battery after some minutes of an activity; None: an unknown activity, sitting to walking."""
        return self.after_all(((activity, minutes),))

    def after_all(self, parts: Iterable[tuple[Activity | None, float]]) -> Battery:
        """Return the battery after several activities in order, each with its minutes.

        The loop works on four plain numbers: ten years have half a million parts.
        """
        large, middle = self.gluteus_maximus, self.gluteus_medius
        large_low, large_high, middle_low, middle_high = large.low, large.high, middle.low, middle.high
        for activity, minutes in parts:
            worst, share = decay(activity or Activity.SITTING, minutes)
            best, best_share = (worst, share) if activity else decay(Activity.WALKING, minutes)
            large_low, middle_low = worst + (large_low - worst) * share, worst + (middle_low - worst) * share
            large_high, middle_high = best + (large_high - best) * best_share, best + (middle_high - best) * best_share
        return Battery(ChargeRange(large_low, large_high), ChargeRange(middle_low, middle_high))

    def after_dose(self, dose: Dose) -> Battery:
        """Return the battery after a dose of work."""
        return Battery(
            self.gluteus_maximus.after_dose(dose.gluteus_maximus), self.gluteus_medius.after_dose(dose.gluteus_medius)
        )
