"""What is measured of whoever is seen: the few measures that one exercise asks for."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from rearguard.body.landmark import Landmark
from rearguard.body.measure import compute_measures
from rearguard.body.one_euro import OneEuroFilter
from rearguard.body.pose_features import HIP, PoseFeatures
from rearguard.body.quantity import QUANTITIES
from rearguard.body.recording import FloatArray
from rearguard.core.value import value
from rearguard.library.watch import WatchSpec

FILTER_CUTOFF_HZ = 1.5
"""Hz. What is slower than this is movement: a slow repetition takes four seconds."""

FRAMES_PER_CHUNK = 4096
"""Moments of a recording measured at once: two minutes, a few megabytes."""


@value(kw_only=True)
class FrameMeasures:
    """One person at one moment."""

    values: tuple[float, ...]
    """As many as the reader's `names`; NaN where one is not known."""
    hip_position: complex
    """Where the middle between the hips is, in picture heights."""
    trunk_length: float
    """The trunk's length in picture heights."""
    image: FloatArray
    """[33, 4]: the landmarks, for advice."""


class FrameMeasurer:
    """Takes the measures that a watch asks for."""

    def __init__(self, watch: WatchSpec) -> None:
        """Find out which they are."""
        self.required_names = tuple(dict.fromkeys(_required_measures(watch)))
        """What must be known, or nothing can be judged."""
        others = [flaw.measure for flaw in watch.flaws] + ([watch.side.measure] if watch.side else [])
        self.measure_names = tuple(
            dict.fromkeys(name for name in (*self.required_names, *others) if QUANTITIES[name].landmarks)
        )
        self.required_landmarks = tuple(
            dict.fromkeys(mark for name in self.required_names for mark in QUANTITIES[name].landmarks)
        )
        self.columns = {name: i for i, name in enumerate(self.measure_names)}

    def measure_frames(self, image: FloatArray, world: FloatArray, size: tuple[int, int]) -> Iterator[FrameMeasures]:
        """Yield the readings of N bodies, as in a recording."""
        for begin in range(0, len(image), FRAMES_PER_CHUNK):
            part = image[begin : begin + FRAMES_PER_CHUNK]
            look = PoseFeatures(part, world[begin : begin + FRAMES_PER_CHUNK], size)
            values = compute_measures(self.measure_names, look).tolist()
            places = look.midpoints[:, HIP].tolist()
            sizes = look.trunk_length.tolist()
            for i, row in enumerate(values):
                yield FrameMeasures(values=tuple(row), hip_position=places[i], trunk_length=sizes[i], image=part[i])


class MeasureSmoother:
    """Filters readings over time, each measure by itself."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Begin with nothing known."""
        self._filters = [
            OneEuroFilter(cutoff=FILTER_CUTOFF_HZ, beta=1 / QUANTITIES[name].clear_change) for name in names
        ]
        self._nothing = (math.nan,) * len(names)

    def __call__(self, t: float, values: tuple[float, ...] | None) -> tuple[float, ...]:
        """Return the filtered values; None, nobody was seen."""
        return tuple(smooth(t, number) for smooth, number in zip(self._filters, values or self._nothing, strict=True))

    def reset(self) -> None:
        """Forget what was: it was somebody else."""
        for smooth in self._filters:
            smooth.reset()


def has_person(image: FloatArray) -> FloatArray:
    """Return for each body of [N, 33, 4] whether there is one: a row of NaN is nobody."""
    return ~np.isnan(image[:, Landmark.NOSE, 0])


def _required_measures(watch: WatchSpec) -> Iterator[str]:
    for limit in (*watch.view, *watch.posture):
        yield limit.measure
    if watch.count is not None:
        yield watch.count.measure
    if watch.hold is not None:
        yield from (limit.measure for limit in watch.hold.within)
        yield from (still.measure for still in watch.hold.still)
        yield from (kept.measure for kept in watch.hold.kept)
