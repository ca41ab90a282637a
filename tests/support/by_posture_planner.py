"""The planner's task for large programmes: every choice of each posture, unbeaten ones combined in every way.

Slower than the planner and simpler: no bounds, no order of sweeping, the same enumeration as `brute_force`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from support.brute_force_planner import MOVE, Part, choices


class Block(NamedTuple):
    """What a choice within one posture, or some, comes to."""

    seconds: int
    maximus: float
    medius: float
    share: float

    def then(self, other: Block, pause: int) -> Block:
        """Return both, with a pause between."""
        return Block(
            self.seconds + pause + other.seconds,
            self.maximus + other.maximus,
            self.medius + other.medius,
            self.share + other.share,
        )

    @property
    def gain(self) -> float:
        """Return the fraction of the missing charge that it restores."""
        return 1 - (2 ** (-self.maximus / 15) + 2 ** (-self.medius / 15)) / 2


Blocks = dict[tuple[int, int], list[Block]]
"""By how many are kept and how many sets are missing."""


class Answer(NamedTuple):
    """The best of all choices, and the largest gain of those that keep as many."""

    kept: int
    short: int
    share: float
    seconds: int
    gain: float


def blocks(parts: tuple[Part, ...], longest: int) -> Blocks:
    """Return the unbeaten choices of a whole programme, postures one after the other, up to so many seconds."""
    together: Blocks = {(0, 0): [Block(0, 0.0, 0.0, 0.0)]}
    for _, block in groupby(sorted(parts, key=lambda part: part.posture), key=lambda part: part.posture):
        together = _combined(together, _of_one_posture(tuple(block)), longest)
    return together


def answer(found: Blocks, budget: int) -> Answer:
    """Return the answer for one budget."""
    fitting = {place: [one for one in some if one.seconds <= budget] for place, some in found.items()}
    kept = max(place[0] for place, some in fitting.items() if some)
    gain = max(one.gain for place, some in fitting.items() if place[0] == kept for one in some)
    short, share, seconds = min(
        (place[1], -round(one.share, 9), one.seconds)
        for place, some in fitting.items()
        if place[0] == kept
        for one in some
        if one.gain >= 0.99 * gain - 1e-9
    )
    return Answer(kept, short, -share, seconds, gain)


def _of_one_posture(parts: tuple[Part, ...]) -> Blocks:
    found: Blocks = defaultdict(list)
    for one in choices(parts):
        work = [(part, *option) for part, option in zip(parts, one.options, strict=True) if option]
        maximus = sum(sets * bout * part.effort[0] for part, sets, bout in work)
        medius = sum(sets * bout * part.effort[1] for part, sets, bout in work)
        found[one.kept, one.short].append(Block(one.seconds, maximus, medius, one.share))
    return {place: list(_unbeaten(some)) for place, some in found.items()}


def _combined(first: Blocks, then: Blocks, longest: int) -> Blocks:
    both: Blocks = defaultdict(list)
    for (kept, short), some in first.items():
        for (more, shorter), others in then.items():
            move = MOVE if kept and more else 0
            sums = (a.then(b, move) for a in some for b in others)
            both[kept + more, short + shorter] += [one for one in sums if one.seconds <= longest]
    return {place: list(_unbeaten(some)) for place, some in both.items()}


def _unbeaten(some: list[Block]) -> Iterator[Block]:
    """Yield the blocks that no other equals or beats in everything."""
    front: list[Block] = []
    for one in sorted(set(some), key=lambda block: (block.seconds, -block.maximus, -block.medius, -block.share)):
        if not any(
            kept.maximus >= one.maximus and kept.medius >= one.medius and kept.share >= one.share for kept in front
        ):
            front.append(one)
            yield one
