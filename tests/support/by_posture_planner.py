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


def find_optimum(totals: TotalsByCounts, budget: int) -> Optimum:
    """Return the answer for one budget."""
    fitting = {place: [block for block in some if block.seconds <= budget] for place, some in totals.items()}
    exercise_count = max(place[0] for place, some in fitting.items() if some)
    gain = max(block.gain for place, some in fitting.items() if place[0] == exercise_count for block in some)
    short, share, seconds = min(
        (place[1], -round(block.dose_share, 9), block.seconds)
        for place, some in fitting.items()
        if place[0] == exercise_count
        for block in some
        if block.gain >= 0.99 * gain - 1e-9
    )
    return Optimum(exercise_count, short, -share, seconds, gain)


def _of_one_posture(parts: tuple[ProgramPart, ...]) -> TotalsByCounts:
    totals: TotalsByCounts = defaultdict(list)
    for selection in list_selections(parts):
        work = [(part, *option) for part, option in zip(parts, selection.options, strict=True) if option]
        maximus = sum(sets * bout * part.effort[0] for part, sets, bout in work)
        medius = sum(sets * bout * part.effort[1] for part, sets, bout in work)
        totals[selection.exercise_count, selection.missing_sets].append(
            SelectionTotals(selection.seconds, maximus, medius, selection.dose_share)
        )
    return {place: list(_unbeaten(some)) for place, some in totals.items()}


def _combined(first: TotalsByCounts, then: TotalsByCounts, longest: int) -> TotalsByCounts:
    both: TotalsByCounts = defaultdict(list)
    for (count, short), some in first.items():
        for (more, shorter), others in then.items():
            move = POSTURE_CHANGE_S if count and more else 0
            sums = (a.join(b, move) for a in some for b in others)
            both[count + more, short + shorter] += [total for total in sums if total.seconds <= longest]
    return {place: list(_unbeaten(some)) for place, some in both.items()}


def _unbeaten(some: list[SelectionTotals]) -> Iterator[SelectionTotals]:
    """Yield the totals that no other equals or beats in everything."""
    front: list[SelectionTotals] = []
    for candidate in sorted(
        set(some), key=lambda block: (block.seconds, -block.maximus, -block.medius, -block.dose_share)
    ):
        if not any(
            other.maximus >= candidate.maximus
            and other.medius >= candidate.medius
            and other.dose_share >= candidate.dose_share
            for other in front
        ):
            front.append(candidate)
            yield candidate
