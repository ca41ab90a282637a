"""How many exercises fit into a time budget, and how much of it is left during the search."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.plan.frontier import SECONDS, PartialChoice, SearchState
from rearguard.plan.item import SearchItem
from rearguard.plan.timing import POSTURE_CHANGE_S


def max_exercises(items: Sequence[SearchItem], budget: int) -> int:
    """Return how many items fit, each with its cheapest option. Items are grouped by posture."""
    least_seconds: dict[tuple[int, bool, int], int] = {(0, False, 0): 0}
    for i, item in enumerate(items):
        next_seconds: dict[tuple[int, bool, int], int] = dict(least_seconds)
        for (count, posture_used, saved_s), seconds in least_seconds.items():
            move_s = POSTURE_CHANGE_S if count and not posture_used else 0
            state = (count + 1, True, max(saved_s, item.opening_saving))
            total = seconds + move_s + item.cheapest_option.seconds
            next_seconds[state] = min(next_seconds.get(state, total), total)
        if i + 1 == len(items) or items[i + 1].posture is not item.posture:
            closed: dict[tuple[int, bool, int], int] = {}
            for (count, _, saved_s), seconds in next_seconds.items():
                total = seconds - saved_s
                closed[count, False, 0] = min(closed.get((count, False, 0), total), total)
            next_seconds = closed
        least_seconds = next_seconds
    return max(count for (count, _, _), seconds in least_seconds.items() if seconds <= budget)


class TimeBudget:
    """The time left of a budget after some items are decided, when `max_kept` are kept in the end.

    Every answer is optimistic, so that no choice is dropped that might still fit.
    """

    def __init__(self, items: Sequence[SearchItem], budget: int) -> None:
        self.seconds = budget
        self.max_kept = max_exercises(items, budget)
        self.keeps_all = self.max_kept == len(items)
        count = len(items)
        cheapest_s = [item.cheapest_option.seconds for item in items]
        self._least_seconds = [
            [sum(sorted(cheapest_s[i:])[:more]) for more in range(count - i + 1)] for i in range(count + 1)
        ]
        self._move_seconds = [0] * (count + 1)
        if self.keeps_all:
            for i in range(1, count + 1):
                postures_ahead = {item.posture for item in items[i:]} - {items[i - 1].posture}
                self._move_seconds[i] = POSTURE_CHANGE_S * len(postures_ahead)

    def remaining_seconds(self, decided: int, partial: PartialChoice, credit: int) -> int:
        """Return the seconds left for the items from `decided` on."""
        return self.seconds + credit - partial[SECONDS] - self._move_seconds[decided]

    def can_keep_enough(self, decided: int, state: SearchState, partial: PartialChoice, credit: int) -> bool:
        """Return whether enough items can still be kept."""
        missing = self.max_kept - state.kept_count
        least = self._least_seconds[decided]
        return missing < len(least) and least[missing] <= self.remaining_seconds(decided, partial, credit)
