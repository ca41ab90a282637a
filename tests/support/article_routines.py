"""The article's programme in its own arithmetic, written out by hand, independent of the planner."""

from __future__ import annotations

from functools import cache
from itertools import product
from typing import NamedTuple


class Routine(NamedTuple):
    """Sets of bridges and clams; walks as (sets, seconds); whether the two stretches are included."""

    bridges: int
    clamshells: int
    walks: tuple[int, int]
    runner: bool
    piriformis: bool

    @property
    def exercise_count(self) -> int:
        return sum(map(bool, (self.bridges, self.clamshells, self.walks[0], self.runner, self.piriformis)))

    @property
    def seconds(self) -> int:
        sets, bout = self.walks
        rests = max(0, sets - 1)
        sides = 2 if self.runner else 0
        inside = min(rests, sides)
        standing = sets * bout + 35 * inside + 30 * (rests - inside) + 35 * (sides - inside)
        units = self.bridges + self.clamshells
        floor = 40 * self.bridges + (30 + 5 + 30) * self.clamshells
        floor += 5 * max(0, units - 1) + 20 * max(0, self.bridges - 1 - self.clamshells)
        chair = 30 + 5 + 30 if self.piriformis else 0
        blocks = [block for block in (chair, standing, floor) if block]
        return sum(blocks) + 10 * max(0, len(blocks) - 1)

    @property
    def gain(self) -> float:
        walked = self.walks[0] * self.walks[1]
        maximus = 40 * self.bridges * 0.25 + 30 * self.clamshells * 0.37 + walked * 0.14
        medius = 40 * self.bridges * 0.22 + 30 * self.clamshells * 0.37 + walked * 0.33
        return 1 - (2 ** (-maximus / 15) + 2 ** (-medius / 15)) / 2

    @property
    def rank(self) -> tuple[int, float, int]:
        sets, bout = self.walks
        short = (3 - self.bridges) + (3 - self.clamshells) + (3 - sets) + (not self.runner) + (not self.piriformis)
        share = self.bridges / 3 + self.clamshells / 3 + sets * bout / 180 + self.runner + self.piriformis
        return short, -round(share, 9), self.seconds

    @property
    def amounts(self) -> dict[str, tuple[int, int]]:
        every = {
            "glute-bridge": (self.bridges, 40),
            "monster-walk": self.walks,
            "clamshell": (self.clamshells, 30),
            "runners-stretch": (int(self.runner), 30),
            "piriformis-stretch": (int(self.piriformis), 30),
        }
        return {name: amount for name, amount in every.items() if amount[0]}


@cache
def list_routines() -> list[Routine]:
    """Return all routines."""
    walks = [(0, 0), *product((1, 2, 3), range(30, 61, 5))]
    yes_or_no = (False, True)
    return [Routine(*all_five) for all_five in product(range(4), range(4), walks, yes_or_no, yes_or_no)]
