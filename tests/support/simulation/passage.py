"""Pieces of time in which a body does one thing, played one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rearguard.body.recording import Array


class Passage(NamedTuple):
    """One of them."""

    seconds: float
    bodies: Callable[[Array], Array]
    """From shares of the passage in [0, 1], [N], to bodies [N, 33, 3]; NaN while the person is away."""


def still(body: Array, seconds: float) -> Passage:
    """Stay."""
    return Passage(seconds, lambda share: np.repeat(body[None], len(share), axis=0))


def change(before: Array, after: Array, seconds: float) -> Passage:
    """Go from one posture to another, slow at both ends."""
    return Passage(seconds, lambda share: before + _eased(share)[:, None, None] * (after - before))


def away(seconds: float) -> Passage:
    """Be out of the picture."""
    return Passage(seconds, lambda share: np.full((len(share), 33, 3), np.nan))


def through(keys: Sequence[tuple[float, Array]]) -> list[Passage]:
    """Go through postures, each with the seconds of the way to it; the first is where it begins."""
    return [change(before, after, seconds) for (_, before), (seconds, after) in pairwise(keys)]


def seconds(passages: Sequence[Passage]) -> float:
    """Return how long passages take together."""
    return sum(passage.seconds for passage in passages)


def play(passages: Sequence[Passage], t: Array) -> Array:
    """Return bodies [N, 33, 3] at times [N] from the beginning of the first passage."""
    ends = np.cumsum([passage.seconds for passage in passages])
    which = np.minimum(np.searchsorted(ends, t, side="right"), len(passages) - 1)
    bodies = np.empty((len(t), 33, 3))
    for i in np.unique(which):
        now = which == i
        long = passages[i].seconds
        bodies[now] = passages[i].bodies(np.clip((t[now] - ends[i] + long) / max(long, 1e-9), 0.0, 1.0))
    return bodies


def _eased(share: Array) -> Array:
    eased: Array = share * share * (3 - 2 * share)
    return eased
