"""The 1€ filter: slow changes are smoothed, quick ones followed.

Casiez, Roussel & Vogel 2012, "1 € Filter: a simple speed-based low-pass filter for noisy input in interactive
systems", CHI '12, doi:10.1145/2207676.2208639.
"""

from __future__ import annotations

import math


class OneEuroFilter:
    """Filters one number over time. The times between may be uneven."""

    __slots__ = ("_beta", "_last", "_least", "_smooth", "_speed", "_speed_cutoff")

    def __init__(self, *, cutoff: float, beta: float, speed_cutoff: float = 1.0) -> None:
        """Begin with nothing known.

        Args:
            cutoff: the frequency above which a still number's noise is removed, in Hz.
            beta: how much the cutoff grows with the speed: Hz for each unit a second.
            speed_cutoff: the same as `cutoff` for the speed itself, in Hz.
        """
        self._least, self._beta, self._speed_cutoff = cutoff, beta, speed_cutoff
        self.reset()

    def reset(self) -> None:
        """Forget what was."""
        self._last = self._smooth = math.nan
        self._speed = 0.0

    def __call__(self, t: float, number: float) -> float:
        """Return the filtered number.

        A gap (NaN) forgets what was before. A time that does not move on gives what was given last.

        Args:
            t: seconds.
            number: what was measured.
        """
        if math.isnan(number):
            self.reset()
            return number
        if math.isnan(self._last):
            self._last, self._smooth = t, number
            return number
        passed = t - self._last
        if passed <= 0:
            return self._smooth
        share = _share(self._speed_cutoff, passed)
        self._speed += share * ((number - self._smooth) / passed - self._speed)
        share = _share(self._least + self._beta * abs(self._speed), passed)
        self._smooth += share * (number - self._smooth)
        self._last = t
        return self._smooth


def _share(cutoff: float, passed: float) -> float:
    """Return the new number's share in the mean with what was: a low pass of first order."""
    turned = 2 * math.pi * cutoff * passed
    return turned / (turned + 1)
