"""How many exercises the budget has room for, and how much of it is left on the way."""

from __future__ import annotations

from collections.abc import Sequence

from rearguard.plan.frontier import Partial, Place
from rearguard.plan.item import Item
from rearguard.plan.timing import MOVE


def most_kept(items: Sequence[Item], budget: int) -> int:
    """Return how many items fit with their cheapest option each. Items are grouped by posture."""
    least: dict[tuple[int, bool, int], int] = {(0, False, 0): 0}
    for i, item in enumerate(items):
        taken: dict[tuple[int, bool, int], int] = dict(least)
        for (kept, here, saved), seconds in least.items():
            move = MOVE if kept and not here else 0
            then = (kept + 1, True, max(saved, item.saved))
            total = seconds + move + item.cheapest.seconds
            taken[then] = min(taken.get(then, total), total)
        if i + 1 == len(items) or items[i + 1].posture is not item.posture:
            closed: dict[tuple[int, bool, int], int] = {}
            for (kept, _, saved), seconds in taken.items():
                total = seconds - saved
                closed[kept, False, 0] = min(closed.get((kept, False, 0), total), total)
            taken = closed
        least = taken
    return max(kept for (kept, _, _), seconds in least.items() if seconds <= budget)


class Room:
    """What is left of a budget after some items are decided, when `most` are to be kept in the end.

    Every answer errs on the generous side, so that nothing is dropped that might still fit.
    """

    def __init__(self, items: Sequence[Item], budget: int) -> None:
        self.budget = budget
        self.most = most_kept(items, budget)
        self.all_kept = self.most == len(items)
        count = len(items)
        cheap = [item.cheapest.seconds for item in items]
        self._least = [[sum(sorted(cheap[i:])[:more]) for more in range(count - i + 1)] for i in range(count + 1)]
        self._moves = [0] * (count + 1)
        if self.all_kept:
            for i in range(1, count + 1):
                ahead = {item.posture for item in items[i:]} - {items[i - 1].posture}
                self._moves[i] = MOVE * len(ahead)

    def left(self, decided: int, partial: Partial, credit: int) -> int:
        """Return the seconds that the items from `decided` on may take."""
        return self.budget + credit - partial[0] - self._moves[decided]

    def fits(self, decided: int, place: Place, partial: Partial, credit: int) -> bool:
        """Whether enough items can still be kept."""
        more = self.most - place.kept
        least = self._least[decided]
        return more < len(least) and least[more] <= self.left(decided, partial, credit)
