"""The exact search: which exercises, how many sets, how many seconds.

The objective, in this order:

1. as many exercises as fit with one smallest set each;
2. among those, all choices whose gain is within `GAIN_TOLERANCE` of the best; of these the fewest sets short of the
   programme's, then the largest sum of shares of its doses, then the shortest time.

The time of a choice is a sum over its exercises but for what a posture's exercises decide together: rests
(between two sets of the same exercise with nothing between) and moves. So it is a dynamic programme over the
exercises, posture by posture (`frontier`). A partial choice is dropped only when another one beats it in
everything, or when a relaxation (`bound`) shows that it can't beat what a first, narrow sweep found. Nothing
that could win is dropped, so the answer is the optimum, without a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rearguard.core.dose import HALF_DOSE_MVIC_S, Dose
from rearguard.library.exercise import Posture
from rearguard.plan.bound import UpperBound
from rearguard.plan.candidate import Candidate
from rearguard.plan.frontier import (
    PartialChoice,
    PartialsByState,
    SearchState,
    prune_by_dose,
    prune_by_share,
    sweep_choices,
)
from rearguard.plan.item import Option, SearchItem, make_search_item
from rearguard.plan.time_budget import TimeBudget

GAIN_TOLERANCE = 0.01
"""Two choices whose gains differ by less than this part are as good as each other: the efforts behind a gain
are not known to a percent."""

BEAM_WIDTH = 60
"""Partial choices kept by a narrow sweep. Its result need not be the optimum: a worse one only makes the wide
sweep after it slower."""

DOSE_EPSILON = 1e-9
"""Above the rounding error of a sum of a few dozen doses, far below any difference that matters."""

ChosenOptions = list[tuple[Candidate, Option]]


def find_best_options(candidates: Sequence[Candidate], budget: int) -> ChosenOptions:
    """Return the best choice that takes at most `budget` seconds, in the candidates' order; empty if none fits."""
    postures = list(Posture)
    grouped = sorted(candidates, key=lambda candidate: postures.index(candidate.posture))
    items = [make_search_item(candidate) for candidate in grouped]
    room = TimeBudget(items, budget)
    if not room.max_kept:
        return []
    threshold = _best_gain(items, room) * (1 - GAIN_TOLERANCE) - DOSE_EPSILON
    options = _closest_to_program(items, room, threshold)
    by_id = {one.id: option for one, option in zip(grouped, options, strict=True)}
    return [(one, option) for one in candidates if (option := by_id[one.id]) is not None]


def _best_gain(items: Sequence[SearchItem], room: TimeBudget) -> float:
    """Return the largest gain of any choice that keeps as many as fit."""
    maximus = UpperBound(items, lambda option: option.maximus, all_kept=room.keeps_all)
    medius = UpperBound(items, lambda option: option.medius, all_kept=room.keeps_all)

    def hope(decided: int, _: SearchState, partial: PartialChoice) -> float:
        left = room.remaining_seconds(decided, partial, 0)
        return _gain(partial[1] + maximus(decided, left), partial[2] + medius(decided, left))

    narrow = sweep_choices(
        items,
        max_kept=room.max_kept,
        count_short=False,
        prune=prune_by_dose,
        promising=room.can_keep_enough,
        beam_width=BEAM_WIDTH,
        score=hope,
    )
    good = max((p for _, p in _feasible_choices(narrow, room)), key=lambda p: _gain(p[1], p[2]), default=None)

    # The gain is concave in the doses, so what beats `good` also beats it on the tangent there.
    slopes = (1.0, 1.0) if good is None else (2 ** (-good[1] / HALF_DOSE_MVIC_S), 2 ** (-good[2] / HALF_DOSE_MVIC_S))
    least = float("-inf") if good is None else slopes[0] * good[1] + slopes[1] * good[2] - DOSE_EPSILON
    tangent = UpperBound(
        items, lambda option: slopes[0] * option.maximus + slopes[1] * option.medius, all_kept=room.keeps_all
    )

    def promising(decided: int, place: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not room.can_keep_enough(decided, place, partial, credit):
            return False
        left = room.remaining_seconds(decided, partial, credit)
        return slopes[0] * partial[1] + slopes[1] * partial[2] + tangent(decided, left) >= least

    wide = sweep_choices(items, max_kept=room.max_kept, count_short=False, prune=prune_by_dose, promising=promising)
    return max(_gain(p[1], p[2]) for _, p in _feasible_choices(wide, room))


def _closest_to_program(items: Sequence[SearchItem], room: TimeBudget, threshold: float) -> list[Option | None]:
    """Return the options, item by item, of the choice nearest to the programme whose gain reaches a threshold."""
    maximus = UpperBound(items, lambda option: option.maximus, all_kept=room.keeps_all)
    medius = UpperBound(items, lambda option: option.medius, all_kept=room.keeps_all)
    sets = UpperBound(items, lambda option: float(option.sets), all_kept=room.keeps_all)
    share = UpperBound(items, lambda option: option.share, all_kept=room.keeps_all)
    wanted = [sum(entry.sets for entry in items[i:]) for i in range(len(items) + 1)]

    def reaches(decided: int, place: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not room.can_keep_enough(decided, place, partial, credit):
            return False
        left = room.remaining_seconds(decided, partial, credit)
        gain = _gain(partial[1] + maximus(decided, left), partial[2] + medius(decided, left))
        return gain >= threshold

    def fewest_short(decided: int, place: SearchState, left: int) -> int:
        return place.missing_sets + wanted[decided] - int(sets(decided, left) + DOSE_EPSILON)

    def hope(decided: int, place: SearchState, partial: PartialChoice) -> float:
        left = room.remaining_seconds(decided, partial, 0)
        if left < 0:
            return float("-inf")
        # One set outweighs any sum of shares, which is at most one an item.
        return (
            share(decided, left)
            + partial[3]
            - len(items) * (place.missing_sets + wanted[decided] - sets(decided, left))
        )

    narrow = sweep_choices(
        items,
        max_kept=room.max_kept,
        count_short=True,
        prune=prune_by_share,
        promising=reaches,
        beam_width=BEAM_WIDTH,
        score=hope,
    )
    ranks = [_rank(place, p) for place, p in _feasible_choices(narrow, room) if _gain(p[1], p[2]) >= threshold]
    short, minus_share, _ = min(ranks, default=(wanted[0], 0.0, 0))

    def promising(decided: int, place: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not reaches(decided, place, partial, credit):
            return False
        left = room.remaining_seconds(decided, partial, credit)
        fewest = fewest_short(decided, place, left)
        if fewest != short:
            return fewest < short
        return partial[3] + share(decided, left) >= -minus_share - DOSE_EPSILON

    wide = sweep_choices(items, max_kept=room.max_kept, count_short=True, prune=prune_by_share, promising=promising)
    enough = [(place, p) for place, p in _feasible_choices(wide, room) if _gain(p[1], p[2]) >= threshold]
    _, best = min(enough, key=lambda pair: _rank(*pair))
    return list(_trail_options(best))


def _gain(maximus: float, medius: float) -> float:
    return Dose(maximus, medius).restored_fraction()


def _rank(place: SearchState, partial: PartialChoice) -> tuple[int, float, int]:
    """Return what the best whole choice has least of. Shares are rounded, or their sums' noise would decide."""
    return place.missing_sets, -round(partial[3], 9), partial[0]


def _feasible_choices(finals: PartialsByState, room: TimeBudget) -> Iterator[tuple[SearchState, PartialChoice]]:
    """Yield the choices that keep enough and fit."""
    for place, partials in finals.items():
        if place.kept_count == room.max_kept:
            for partial in partials:
                if partial[0] <= room.seconds:
                    yield place, partial


def _trail_options(partial: PartialChoice) -> Iterator[Option | None]:
    """Yield the options taken, in the items' order."""
    trail = []
    link = partial[4]
    while link is not None:
        link, option = link
        trail.append(option)
    return reversed(trail)
