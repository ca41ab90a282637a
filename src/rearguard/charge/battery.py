"""The charge of both muscles, each between the least and the most that it can be."""

from __future__ import annotations

from collections.abc import Iterable

from rearguard.charge.activity import EMPTY, FULL, Activity, area, pull, worked
from rearguard.core.dose import Dose
from rearguard.core.value import value


@value
class Bounds:
    """The least and the most that a charge can be, in percent.

    Both ends go by the same laws, and who has more keeps more: what is true stays between them.
    """

    low: float = EMPTY
    high: float = FULL

    def area(self, activity: Activity | None, minutes: float) -> Bounds:
        """Return the integrals over some minutes, in percent-minutes; None: nobody knows whether one sat or walked."""
        return Bounds(
            area(self.low, activity or Activity.SITTING, minutes),
            area(self.high, activity or Activity.WALKING, minutes),
        )

    def worked(self, dose: float) -> Bounds:
        """Return them after a dose of work, in MVIC-seconds."""
        return Bounds(worked(self.low, dose), worked(self.high, dose))


@value
class Battery:
    """Both muscles' charge; shown is their mean."""

    gluteus_maximus: Bounds = Bounds()
    gluteus_medius: Bounds = Bounds()

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
        return self.through(((activity, minutes),))

    def through(self, parts: Iterable[tuple[Activity | None, float]]) -> Battery:
        """Return it after one activity after another, each with its minutes.

        On the way its four ends are plain numbers: ten years are half a million parts.
        """
        large, middle = self.gluteus_maximus, self.gluteus_medius
        large_low, large_high, middle_low, middle_high = large.low, large.high, middle.low, middle.high
        for activity, minutes in parts:
            worst, left = pull(activity or Activity.SITTING, minutes)
            best, left_best = (worst, left) if activity else pull(Activity.WALKING, minutes)
            large_low, middle_low = worst + (large_low - worst) * left, worst + (middle_low - worst) * left
            large_high, middle_high = best + (large_high - best) * left_best, best + (middle_high - best) * left_best
        return Battery(Bounds(large_low, large_high), Bounds(middle_low, middle_high))

    def worked(self, dose: Dose) -> Battery:
        """Return it after a dose of work."""
        return Battery(
            self.gluteus_maximus.worked(dose.gluteus_maximus), self.gluteus_medius.worked(dose.gluteus_medius)
        )
