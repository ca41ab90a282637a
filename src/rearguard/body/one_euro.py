"""The 1€ filter, which smooths slow changes and follows quick ones.

Casiez, Roussel & Vogel 2012, "1 € Filter: a simple speed-based low-pass filter for noisy input in interactive
systems", CHI '12, doi:10.1145/2207676.2208639.
"""

from __future__ import annotations

import math


class OneEuroFilter:
    """A filter of one number over time; the intervals may be uneven."""

    __slots__ = ("_beta", "_last", "_min_cutoff", "_smooth", "_speed", "_speed_cutoff")

    def __init__(self, *, cutoff: float, beta: float, speed_cutoff: float = 1.0) -> None:
        """Start without a value.

        Args:
            cutoff: the frequency in Hz above which the noise of a steady number is removed.
            beta: how much the cutoff grows with the speed, in Hz for each unit per second.
            speed_cutoff: the cutoff for the speed itself, in Hz.
        """
        self._min_cutoff, self._beta, self._speed_cutoff = cutoff, beta, speed_cutoff
        self.reset()

    def reset(self) -> None:
        """Forget all earlier numbers."""
        self._last = self._smooth = math.nan
        self._speed = 0.0

    def __call__(self, t: float, number: float) -> float:
        """Return the filtered number.

        A gap (NaN) resets the filter. A time that does not advance returns the previous result.

        Args:
            t: seconds.
            number: the measured number.
        """
        if math.isnan(number):
            self.reset()
            return number
        if math.isnan(self._last):
            self._last, self._smooth = t, number
            return number
        elapsed = t - self._last
        if elapsed <= 0:
            return self._smooth
        weight = _weight(self._speed_cutoff, elapsed)
        self._speed += weight * ((number - self._smooth) / elapsed - self._speed)
        weight = _weight(self._min_cutoff + self._beta * abs(self._speed), elapsed)
        self._smooth += weight * (number - self._smooth)
        self._last = t
        return self._smooth


def _weight(cutoff: float, elapsed: float) -> float:
    """Return the new number's weight in a first-order low-pass filter."""
    radians = 2 * math.pi * cutoff * elapsed
    return radians / (radians + 1)
