"""The numbers of a candidate, for the search."""

from __future__ import annotations

from typing import NamedTuple

from rearguard.core.value import value
from rearguard.library.exercise import Posture
from rearguard.plan.candidate import Candidate


class Option(NamedTuple):
    """A way to do an exercise: a number of sets and a length of bout."""

    sets: int
    bout: int
    units: int
    seconds: int
    """Time with entries and side switches, without rests."""
    maximus: float
    medius: float
    """Doses per side in MVIC-seconds."""
    share: float
    """Share of the programme's dose."""


@value
class SearchItem:
    """All options of one candidate."""

    posture: Posture
    sets: int
    rest: int
    opening_saving: int
    """Seconds saved when the exercise opens its posture, its first entry; 0 where it needs time to step in anyway."""
    options: tuple[Option, ...]

    @property
    def cheapest_option(self) -> Option:
        """The option that takes the least time."""
        return min(self.options, key=lambda option: option.seconds)


def make_search_item(candidate: Candidate) -> SearchItem:
    """Build the search item of a candidate."""
    options = []
    for sets in range(1, candidate.max_sets + 1):
        for bout in candidate.bout_lengths:
            dose = candidate.dose(sets, bout)
            options.append(
                Option(
                    sets=sets,
                    bout=bout,
                    units=candidate.count_units(sets),
                    seconds=candidate.total_seconds(sets, bout),
                    maximus=dose.gluteus_maximus,
                    medius=dose.gluteus_medius,
                    share=candidate.dose_share(sets, bout),
                )
            )
    return SearchItem(
        posture=candidate.posture,
        sets=candidate.max_sets,
        rest=candidate.rest,
        opening_saving=0 if candidate.step_in else candidate.first_entry_seconds,
        options=tuple(options),
    )
