"""Measures of bodies as a camera without any error would give them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rearguard.body.measure import MEASURES
from rearguard.body.measure import compute_measures as measured
from rearguard.body.pose_features import PoseFeatures
from rearguard.body.recording import FloatArray
from rearguard.library.watch import FaultRule, WatchSpec
from support.simulation.pose_estimation import ModelQuality, estimate_pose
from support.simulation.viewpoint import Viewpoint

PERFECT_MODEL = ModelQuality(error_factor=0.0, failure_factor=0.0)

PICTURE_INTERVAL_S = 0.05
"""Seconds between two bodies; nothing here depends on it."""


def measure_bodies(names: tuple[str, ...], bodies: FloatArray, viewpoint: Viewpoint) -> FloatArray:
    """Return [N, len(names)] of bodies [N, 33, 3]; NaN where a measure isn't visible."""
    t: FloatArray = np.linspace(0.0, PICTURE_INTERVAL_S * len(bodies), len(bodies))
    estimate = estimate_pose(bodies, t, viewpoint, np.random.default_rng(0), PERFECT_MODEL)
    return measured(names, PoseFeatures(estimate.image, estimate.world, estimate.size))


def list_measures(watch: WatchSpec) -> tuple[str, ...]:
    """Return the measures that an exercise's coach uses, each once."""
    names = [limit.measure for limit in (*watch.posture, *watch.view)]
    if watch.count:
        names.append(watch.count.measure)
    if watch.hold:
        names += [limit.measure for limit in watch.hold.within]
    names += [flaw.measure for flaw in watch.flaws]
    return tuple(dict.fromkeys(name for name in names if name in MEASURES))


def find_fault_window(fault: FaultRule, active: FloatArray, plain: FloatArray, seconds: float) -> NDArray[np.intp]:
    """Return which phases of a cycle a fault is looked for at, as indices.

    Args:
        fault: which.
        active: [N] how far from its beginning the cycle is, 0 to 1.
        plain: [N] its measure as the exercise is drawn.
        seconds: how long the cycle takes.
    """
    if fault.when == "peak":
        return np.flatnonzero(active > 0.97)
    count = len(active)
    long = min(count, int(np.ceil((fault.seconds + 0.5) / seconds * count)) + 1)
    near = plain if fault.above is not None else -plain
    sums = [np.nan_to_num(near[(np.arange(long) + i) % count], nan=-1e9).sum() for i in range(count)]
    return np.mod(np.arange(long) + int(np.argmax(sums)), count)


def measure_fault_strength(
    fault: FaultRule, column: FloatArray, active: FloatArray, plain: FloatArray, seconds: float
) -> float:
    """Return how far past its bound a fault's measure is, in margins; less than 0 where it is good.

    Args:
        fault: which.
        column: [N] the measure over a cycle.
        active: as of `find_fault_window`.
        plain: as of `find_fault_window`.
        seconds: as of `find_fault_window`.
    """
    if fault.baseline and fault.when == "peak":  # for a hold, the baseline is already subtracted
        column = column - np.median(column[active < 0.03])
    there = column[find_fault_window(fault, active, plain, seconds)]
    if np.isnan(there).all():
        return -np.inf
    past = there - fault.above if fault.above is not None else (fault.below or 0.0) - there
    # It must last: the weakest part of the window counts, but for a tenth.
    return float(np.nanquantile(past, 0.1) / fault.margin)
