"""How many exercises the budget has room for, and how much of it is left on the way."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.plan.frontier import PartialChoice, SearchState
from rearguard.plan.item import SearchItem
from rearguard.plan.timing import POSTURE_CHANGE_S


def max_exercises(items: Sequence[SearchItem], budget: int) -> int:
    """Return how many items fit with their cheapest option each. Items are grouped by posture."""
    least: dict[tuple[int, bool, int], int] = {(0, False, 0): 0}
    for i, item in enumerate(items):
        taken: dict[tuple[int, bool, int], int] = dict(least)
        for (kept, here, saved), seconds in least.items():
            move = POSTURE_CHANGE_S if kept and not here else 0
            then = (kept + 1, True, max(saved, item.opening_saving))
            total = seconds + move + item.cheapest_option.seconds
            taken[then] = min(taken.get(then, total), total)
        if i + 1 == len(items) or items[i + 1].posture is not item.posture:
            closed: dict[tuple[int, bool, int], int] = {}
            for (kept, _, saved), seconds in taken.items():
                total = seconds - saved
                closed[kept, False, 0] = min(closed.get((kept, False, 0), total), total)
            taken = closed
        least = taken
    return max(kept for (kept, _, _), seconds in least.items() if seconds <= budget)


class TimeBudget:
    """What is left of a budget after some items are decided, when `max_kept` are to be kept in the end.

    Every answer errs on the generous side, so that nothing is dropped that might still fit.
    """

    def __init__(self, items: Sequence[SearchItem], budget: int) -> None:
        self.seconds = budget
        self.max_kept = max_exercises(items, budget)
        self.keeps_all = self.max_kept == len(items)
        count = len(items)
        cheap = [item.cheapest_option.seconds for item in items]
        self._least_seconds = [
            [sum(sorted(cheap[i:])[:more]) for more in range(count - i + 1)] for i in range(count + 1)
        ]
        self._move_seconds = [0] * (count + 1)
        if self.keeps_all:
            for i in range(1, count + 1):
                ahead = {item.posture for item in items[i:]} - {items[i - 1].posture}
                self._move_seconds[i] = POSTURE_CHANGE_S * len(ahead)

    def remaining_seconds(self, decided: int, partial: PartialChoice, credit: int) -> int:
        """Return the seconds that the items from `decided` on may take."""
        return self.seconds + credit - partial[0] - self._move_seconds[decided]

    def can_keep_enough(self, decided: int, place: SearchState, partial: PartialChoice, credit: int) -> bool:
        """Whether enough items can still be kept."""
        more = self.max_kept - place.kept_count
        least = self._least_seconds[decided]
        return more < len(least) and least[more] <= self.remaining_seconds(decided, partial, credit)
