"""The measures of the people in a frame: only those that the exercise needs."""

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
"""Changes slower than this are movement, not noise: a slow repetition takes four seconds."""

FRAMES_PER_CHUNK = 4096
"""Frames of a recording measured at once: two minutes, a few megabytes."""


@value(kw_only=True)
class FrameMeasures:
    """The measures of one person in one frame."""

    values: tuple[float, ...]
    """In the order of `FrameMeasurer.measure_names`; NaN for an unknown measure."""
    hip_position: complex
    """The midpoint of the hips in picture heights: x real, y imaginary."""
    trunk_length: float
    """In picture heights."""
    image: FloatArray
    """[33, 4]: the landmarks, for advice."""


class FrameMeasurer:
    """A measurer of what an exercise's `watch` needs."""

    def __init__(self, watch: WatchSpec) -> None:
        """Collect the measures of a `watch`."""
        self.required_names = tuple(dict.fromkeys(_required_measures(watch)))
        """The measures without which nothing can be judged."""
        others = [rule.measure for rule in watch.flaws] + ([watch.side.measure] if watch.side else [])
        self.measure_names = tuple(
            dict.fromkeys(name for name in (*self.required_names, *others) if QUANTITIES[name].landmarks)
        )
        self.required_landmarks = tuple(
            dict.fromkeys(landmark for name in self.required_names for landmark in QUANTITIES[name].landmarks)
        )
        self.columns = {name: i for i, name in enumerate(self.measure_names)}

    def measure_frames(self, image: FloatArray, world: FloatArray, size: tuple[int, int]) -> Iterator[FrameMeasures]:
        """Yield the measures of N bodies.

        Args:
            image: [N, 33, 4], as in a recording.
            world: [N, 33, 3], likewise.
            size: the picture's width and height.
        """
        for begin in range(0, len(image), FRAMES_PER_CHUNK):
            chunk = image[begin : begin + FRAMES_PER_CHUNK]
            features = PoseFeatures(chunk, world[begin : begin + FRAMES_PER_CHUNK], size)
            values = compute_measures(self.measure_names, features).tolist()
            hips = features.midpoints[:, HIP].tolist()
            trunks = features.trunk_length.tolist()
            for i, row in enumerate(values):
                yield FrameMeasures(values=tuple(row), hip_position=hips[i], trunk_length=trunks[i], image=chunk[i])


class MeasureSmoother:
    """A filter of measures over time, each independently."""

    def __init__(self, names: tuple[str, ...]) -> None:
        """Begin without values."""
        self._filters = [
            OneEuroFilter(cutoff=FILTER_CUTOFF_HZ, beta=1 / QUANTITIES[name].clear_change) for name in names
        ]
        self._unknown = (math.nan,) * len(names)

    def __call__(self, t: float, values: tuple[float, ...] | None) -> tuple[float, ...]:
        """Return the filtered values; `values` is None when the person is not in the frame."""
        return tuple(smooth(t, number) for smooth, number in zip(self._filters, values or self._unknown, strict=True))

    def reset(self) -> None:
        """Forget the past values: another person is followed now."""
        for smooth in self._filters:
            smooth.reset()


def has_person(image: FloatArray) -> FloatArray:
    """Return for each row of [N, 33, 4] whether there is a person; a row of NaN has none."""
    return ~np.isnan(image[:, Landmark.NOSE, 0])


def _required_measures(watch: WatchSpec) -> Iterator[str]:
    for limit in (*watch.view, *watch.posture):
        yield limit.measure
    if watch.count is not None:
        yield watch.count.measure
    if watch.hold is not None:
        yield from (limit.measure for limit in watch.hold.within)
        yield from (rule.measure for rule in watch.hold.still)
        yield from (rule.measure for rule in watch.hold.kept)
