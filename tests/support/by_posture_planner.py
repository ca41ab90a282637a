"""A planner for large programmes: it lists every choice of each posture and combines the Pareto-optimal ones.

It is slower than the planner and simpler: no bounds, no order of sweeping, the same enumeration as
`brute_force_planner`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from support.brute_force_planner import POSTURE_CHANGE_S, ProgramPart, list_selections


class SelectionTotals(NamedTuple):
    """The totals of a choice within one posture, or several."""

    seconds: int
    maximus: float
    medius: float
    dose_share: float

    def join(self, other: SelectionTotals, pause: int) -> SelectionTotals:
        """Return both, with a pause between."""
        return SelectionTotals(
            self.seconds + pause + other.seconds,
            self.maximus + other.maximus,
            self.medius + other.medius,
            self.dose_share + other.dose_share,
        )

    @property
    def gain(self) -> float:
        """Return the fraction of the missing charge that it restores."""
        return 1 - (2 ** (-self.maximus / 15) + 2 ** (-self.medius / 15)) / 2


TotalsByCounts = dict[tuple[int, int], list[SelectionTotals]]
"""By how many are kept and how many sets are missing."""


class Optimum(NamedTuple):
    """The best of all choices, and the largest gain among choices of as many exercises."""

    exercise_count: int
    missing_sets: int
    dose_share: float
    seconds: int
    gain: float


def list_totals(parts: tuple[ProgramPart, ...], longest: int) -> TotalsByCounts:
    """Return the Pareto-optimal totals of a whole programme, posture by posture, up to a number of seconds."""
    together: TotalsByCounts = {(0, 0): [SelectionTotals(0, 0.0, 0.0, 0.0)]}
    for _, block in groupby(sorted(parts, key=lambda part: part.posture), key=lambda part: part.posture):
        together = _combined(together, _of_one_posture(tuple(block)), longest)
    return together


def find_optimum(found: TotalsByCounts, budget: int) -> Optimum:
    """Return the answer for one budget."""
    fitting = {place: [one for one in some if one.seconds <= budget] for place, some in found.items()}
    kept = max(place[0] for place, some in fitting.items() if some)
    gain = max(one.gain for place, some in fitting.items() if place[0] == kept for one in some)
    short, share, seconds = min(
        (place[1], -round(one.dose_share, 9), one.seconds)
        for place, some in fitting.items()
        if place[0] == kept
        for one in some
        if one.gain >= 0.99 * gain - 1e-9
    )
    return Optimum(kept, short, -share, seconds, gain)


def _of_one_posture(parts: tuple[ProgramPart, ...]) -> TotalsByCounts:
    found: TotalsByCounts = defaultdict(list)
    for one in list_selections(parts):
        work = [(part, *option) for part, option in zip(parts, one.options, strict=True) if option]
        maximus = sum(sets * bout * part.effort[0] for part, sets, bout in work)
        medius = sum(sets * bout * part.effort[1] for part, sets, bout in work)
        found[one.exercise_count, one.missing_sets].append(
            SelectionTotals(one.seconds, maximus, medius, one.dose_share)
        )
    return {place: list(_unbeaten(some)) for place, some in found.items()}


def _combined(first: TotalsByCounts, then: TotalsByCounts, longest: int) -> TotalsByCounts:
    both: TotalsByCounts = defaultdict(list)
    for (kept, short), some in first.items():
        for (more, shorter), others in then.items():
            move = POSTURE_CHANGE_S if kept and more else 0
            sums = (a.join(b, move) for a in some for b in others)
            both[kept + more, short + shorter] += [one for one in sums if one.seconds <= longest]
    return {place: list(_unbeaten(some)) for place, some in both.items()}


def _unbeaten(some: list[SelectionTotals]) -> Iterator[SelectionTotals]:
    """Yield the totals that no other equals or beats in everything."""
    front: list[SelectionTotals] = []
    for one in sorted(set(some), key=lambda block: (block.seconds, -block.maximus, -block.medius, -block.dose_share)):
        if not any(
            kept.maximus >= one.maximus and kept.medius >= one.medius and kept.dose_share >= one.dose_share
            for kept in front
        ):
            front.append(one)
            yield one
