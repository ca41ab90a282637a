"""Measures of bodies as a camera without any error would give them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rearguard.body.measure import MEASURES
from rearguard.body.measure import measure as measured
from rearguard.body.pose_features import Look
from rearguard.body.recording import Array
from rearguard.library.watch import Flaw, Watch
from support.simulation.pose_estimation import Quality, estimate
from support.simulation.viewpoint import Viewpoint

PERFECT = Quality(error=0.0, trouble=0.0)

PICTURE = 0.05
"""Seconds between two bodies; nothing here depends on it."""


def values(names: tuple[str, ...], bodies: Array, viewpoint: Viewpoint) -> Array:
    """Return [N, len(names)] of bodies [N, 33, 3]; NaN where a measure can't be seen."""
    t: Array = np.linspace(0.0, PICTURE * len(bodies), len(bodies))
    seen = estimate(bodies, t, viewpoint, np.random.default_rng(0), PERFECT)
    return measured(names, Look(seen.image, seen.world, seen.size))


def names(watch: Watch) -> tuple[str, ...]:
    """Return the measures of a body that an exercise is watched by, each once."""
    said = [limit.measure for limit in (*watch.posture, *watch.view)]
    if watch.count:
        said.append(watch.count.measure)
    if watch.hold:
        said += [limit.measure for limit in watch.hold.within]
    said += [flaw.measure for flaw in watch.flaws]
    return tuple(dict.fromkeys(name for name in said if name in MEASURES))


def window(flaw: Flaw, active: Array, plain: Array, seconds: float) -> NDArray[np.intp]:
    """Return which phases of a cycle a fault is looked for at, as indices.

    Args:
        flaw: which.
        active: [N] how far from its beginning the cycle is, 0 to 1.
        plain: [N] its measure as the exercise is drawn.
        seconds: how long the cycle takes.
    """
    if flaw.when == "peak":
        return np.flatnonzero(active > 0.97)
    count = len(active)
    long = min(count, int(np.ceil((flaw.seconds + 0.5) / seconds * count)) + 1)
    near = plain if flaw.above is not None else -plain
    sums = [np.nan_to_num(near[(np.arange(long) + i) % count], nan=-1e9).sum() for i in range(count)]
    return np.mod(np.arange(long) + int(np.argmax(sums)), count)


def strength(flaw: Flaw, column: Array, active: Array, plain: Array, seconds: float) -> float:
    """Return how far past its bound a fault's measure is, in margins; less than 0 where it is good.

    Args:
        flaw: which.
        column: [N] the measure over a cycle.
        active: as of `window`.
        plain: as of `window`.
        seconds: as of `window`.
    """
    if flaw.baseline and flaw.when == "peak":  # of what is held, whoever measured has taken it off already
        column = column - np.median(column[active < 0.03])
    there = column[window(flaw, active, plain, seconds)]
    if np.isnan(there).all():
        return -np.inf
    past = there - flaw.above if flaw.above is not None else (flaw.below or 0.0) - there
    # It must last: the weakest part of the window counts, but for a tenth.
    return float(np.nanquantile(past, 0.1) / flaw.margin)
