"""What is measured of whoever is seen: the few measures that one exercise asks for."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from rearguard.body.landmark import Landmark
from rearguard.body.measure import measure
from rearguard.body.one_euro import OneEuro
from rearguard.body.pose_features import HIP, Look
from rearguard.body.quantity import QUANTITIES
from rearguard.body.recording import Array
from rearguard.core.value import value
from rearguard.library.watch import Watch

CUTOFF = 1.5
"""Hz. What is slower than this is movement: a slow repetition takes four seconds."""

CHUNK = 4096
"""Moments of a recording measured at once: two minutes, a few megabytes."""


@value(kw_only=True)
class Reading:
    """One person at one moment."""

    values: tuple[float, ...]
    """As many as the reader's `names`; NaN where one is not known."""
    place: complex
    """Where the middle between the hips is, in picture heights."""
    size: float
    """The trunk's length in picture heights."""
    image: Array
    """[33, 4]: the landmarks, for advice."""


class Reader:
    """Takes the measures that a watch asks for."""

    def __init__(self, watch: Watch) -> None:
        """Find out which they are."""
        self.vital = tuple(dict.fromkeys(_vital(watch)))
        """What must be known, or nothing can be judged."""
        others = [flaw.measure for flaw in watch.flaws] + ([watch.side.measure] if watch.side else [])
        self.names = tuple(dict.fromkeys(name for name in (*self.vital, *others) if QUANTITIES[name].marks))
        self.marks = tuple(dict.fromkeys(mark for name in self.vital for mark in QUANTITIES[name].marks))
        self.index = {name: i for i, name in enumerate(self.names)}

    def read(self, image: Array, world: Array, size: tuple[int, int]) -> Iterator[Reading]:
        """Yield the readings of N bodies, as in a recording."""
        for begin in range(0, len(image), CHUNK):
            part = image[begin : begin + CHUNK]
            look = Look(part, world[begin : begin + CHUNK], size)
            values = measure(self.names, look).tolist()
            places = look.middles[:, HIP].tolist()
            sizes = look.length.tolist()
            for i, row in enumerate(values):
                yield Reading(values=tuple(row), place=places[i], size=sizes[i], image=part[i])


class Smoother:
    """Filters readings over time, each measure by itself."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Begin with nothing known."""
        self._filters = [OneEuro(cutoff=CUTOFF, beta=1 / QUANTITIES[name].scale) for name in names]
        self._nothing = (math.nan,) * len(names)

    def __call__(self, t: float, values: tuple[float, ...] | None) -> tuple[float, ...]:
        """Return the filtered values; None, nobody was seen."""
        return tuple(smooth(t, number) for smooth, number in zip(self._filters, values or self._nothing, strict=True))

    def reset(self) -> None:
        """Forget what was: it was somebody else."""
        for smooth in self._filters:
            smooth.reset()


def there(image: Array) -> Array:
    """Return for each body of [N, 33, 4] whether there is one: a row of NaN is nobody."""
    return ~np.isnan(image[:, Landmark.NOSE, 0])


def _vital(watch: Watch) -> Iterator[str]:
    for limit in (*watch.view, *watch.posture):
        yield limit.measure
    if watch.count is not None:
        yield watch.count.measure
    if watch.hold is not None:
        yield from (limit.measure for limit in watch.hold.within)
        yield from (still.measure for still in watch.hold.still)
        yield from (kept.measure for kept in watch.hold.kept)
