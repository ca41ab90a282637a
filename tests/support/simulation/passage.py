"""Pieces of time in which a body does one thing, played one after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rearguard.body.recording import FloatArray


class Passage(NamedTuple):
    """A piece of time."""

    seconds: float
    bodies: Callable[[FloatArray], FloatArray]
    """From shares of the passage in [0, 1], [N], to bodies [N, 33, 3]; NaN while the person is away."""


def hold_still(body: FloatArray, seconds: float) -> Passage:
    """Stay."""
    return Passage(seconds, lambda share: np.repeat(body[None], len(share), axis=0))


def move_between(before: FloatArray, after: FloatArray, seconds: float) -> Passage:
    """Go from one posture to another, slow at both ends."""
    return Passage(seconds, lambda share: before + _eased(share)[:, None, None] * (after - before))


def leave_picture(seconds: float) -> Passage:
    """Be out of the picture."""
    return Passage(seconds, lambda share: np.full((len(share), 33, 3), np.nan))


def move_through(keys: Sequence[tuple[float, FloatArray]]) -> list[Passage]:
    """Go through postures, each with the seconds of the way to it; the first is the start."""
    return [move_between(before, after, seconds) for (_, before), (seconds, after) in pairwise(keys)]


def sum_seconds(passages: Sequence[Passage]) -> float:
    """Return the total seconds of passages."""
    return sum(passage.seconds for passage in passages)


def play_passages(passages: Sequence[Passage], t: FloatArray) -> FloatArray:
    """Return bodies [N, 33, 3] at times [N] from the beginning of the first passage."""
    ends = np.cumsum([passage.seconds for passage in passages])
    which = np.minimum(np.searchsorted(ends, t, side="right"), len(passages) - 1)
    bodies = np.empty((len(t), 33, 3))
    for i in np.unique(which):
        now = which == i
        long = passages[i].seconds
        bodies[now] = passages[i].bodies(np.clip((t[now] - ends[i] + long) / max(long, 1e-9), 0.0, 1.0))
    return bodies


def _eased(share: FloatArray) -> FloatArray:
    eased: FloatArray = share * share * (3 - 2 * share)
    return eased
