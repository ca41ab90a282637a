"""What each of many days held: the mean charge, and how long one did what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from rearguard.charge.activity import Activity, area
from rearguard.charge.battery import Battery
from rearguard.charge.fold import WINDOW, Stretch, passed, stretches
from rearguard.charge.timeline import Story
from rearguard.core.value import value


@value(kw_only=True)
class Daily:
    """The time between two moments."""

    low: float
    """The least that the mean charge can be, in percent."""
    high: float
    """The most."""
    seconds: Mapping[Activity, float]
    """What is known of it; what its length has more is time of which nobody told."""


def daily(story: Story, cuts: Sequence[float]) -> Iterator[Daily]:
    """Yield what the time between each two neighbouring moments held.

    One pass over the story, however many cuts there are. Where they are makes no difference: days sum up to the week.

    Args:
        story: what is known, of the two weeks before the first cut, too.
        cuts: seconds since 1970, each later than the one before.

    Raises:
        ValueError: a cut is not later than the one before.
    """
    if not all(first < second for first, second in pairwise(cuts)):
        raise ValueError("each cut must be later than the one before")
    battery, pieces = Battery(), stretches(story, cuts[0] - WINDOW, cuts[-1])
    piece = next(pieces)
    for number, end in enumerate(cuts):
        sums = _Sums()
        while piece.end <= end:
            battery = sums.passed(battery, piece)
            piece = next(pieces, Stretch(end, float("inf"), None))
        if piece.start < end:
            battery = sums.passed(battery, Stretch(piece.start, end, piece.activity))
            piece = Stretch(end, piece.end, piece.activity, piece.dose)
        if number:  # before the first cut is what led to it
            yield sums.daily()


class _Sums:
    """What is summed up between two cuts."""

    def __init__(self) -> None:
        self.low = self.high = self.minutes = 0.0
        self.seconds: dict[Activity, float] = {}

    def passed(self, battery: Battery, stretch: Stretch) -> Battery:
        """Take in a stretch, and return the charge after it."""
        seconds = stretch.end - stretch.start
        self.minutes += seconds / 60
        # The integral is linear in the charge: that of both muscles' mean is the mean of both integrals.
        self.low += area(battery.low, stretch.activity or Activity.SITTING, seconds / 60)
        self.high += area(battery.high, stretch.activity or Activity.WALKING, seconds / 60)
        if stretch.activity is not None:
            self.seconds[stretch.activity] = self.seconds.get(stretch.activity, 0.0) + seconds
        return passed(battery, stretch)

    def daily(self) -> Daily:
        return Daily(low=self.low / self.minutes, high=self.high / self.minutes, seconds=self.seconds)
