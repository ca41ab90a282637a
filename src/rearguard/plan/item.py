"""A candidate in bare numbers, for the search."""

from __future__ import annotations

from typing import NamedTuple

from rearguard.core.value import value
from rearguard.library.exercise import Posture
from rearguard.plan.candidate import Candidate


class Option(NamedTuple):
    """One way of doing an exercise: so many sets, each bout so long."""

    sets: int
    bout: int
    units: int
    seconds: int
    """With entries and switches of side, without rests."""
    maximus: float
    medius: float
    """Doses a side, MVIC-seconds."""
    share: float
    """Of the programme's dose."""


@value
class Item:
    """All options of one candidate."""

    posture: Posture
    sets: int
    rest: int
    saved: int
    """Seconds saved when it opens its posture: its first entry; 0 for what must be stepped into even then."""
    options: tuple[Option, ...]

    @property
    def cheapest(self) -> Option:
        """The option that takes the least time."""
        return min(self.options, key=lambda option: option.seconds)


def item(candidate: Candidate) -> Item:
    """Return the numbers of a candidate."""
    options = []
    for sets in range(1, candidate.sets + 1):
        for bout in candidate.bouts:
            dose = candidate.dose(sets, bout)
            options.append(
                Option(
                    sets=sets,
                    bout=bout,
                    units=candidate.units(sets),
                    seconds=candidate.seconds(sets, bout),
                    maximus=dose.gluteus_maximus,
                    medius=dose.gluteus_medius,
                    share=candidate.share(sets, bout),
                )
            )
    return Item(
        posture=candidate.posture,
        sets=candidate.sets,
        rest=candidate.rest,
        saved=0 if candidate.step_in else candidate.first_entry,
        options=tuple(options),
    )
