"""The exact search: which exercises, how many sets, how many seconds.

The objective, in this order:

1. the most exercises that fit with one smallest set each;
2. among those choices, a gain within `GAIN_TOLERANCE` of the best; then the fewest sets short of the
   programme's, then the largest sum of shares of its doses, then the shortest time.

The time of a choice is a sum over its exercises, except for what a posture's exercises decide together: rests
(between two consecutive sets of the same exercise) and moves. So it is a dynamic programme over the exercises,
posture by posture (`frontier`). A partial choice is dropped only when another one beats it in everything, or when
a relaxation (`bound`) shows that it can't beat the result of a first, narrow sweep. No possible winner is dropped,
so the answer is the optimum, without a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rearguard.core.dose import HALF_DOSE_MVIC_S, Dose
from rearguard.library.exercise import Posture
from rearguard.plan.bound import UpperBound
from rearguard.plan.candidate import Candidate
from rearguard.plan.frontier import (
    MAXIMUS,
    MEDIUS,
    SECONDS,
    SHARE,
    TRAIL,
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
"""Two choices are equally good when their gains differ by less than this fraction: the efforts behind a gain
are not known to a percent."""

BEAM_WIDTH = 60
"""Partial choices kept by a narrow sweep. Its result need not be the optimum: a worse result only makes the wide
sweep after it slower."""

DOSE_EPSILON = 1e-9
"""Above the rounding error of a sum of a few dozen doses, far below any difference that matters."""

ChosenOptions = list[tuple[Candidate, Option]]


def find_best_options(candidates: Sequence[Candidate], budget: int) -> ChosenOptions:
    """Return the best choice within `budget` seconds, in the candidates' order; empty if none fits."""
    postures = list(Posture)
    by_posture = sorted(candidates, key=lambda candidate: postures.index(candidate.posture))
    items = [make_search_item(candidate) for candidate in by_posture]
    time_budget = TimeBudget(items, budget)
    if not time_budget.max_kept:
        return []
    threshold = _best_gain(items, time_budget) * (1 - GAIN_TOLERANCE) - DOSE_EPSILON
    options = _closest_to_program(items, time_budget, threshold)
    options_by_id = {candidate.id: option for candidate, option in zip(by_posture, options, strict=True)}
    return [(candidate, option) for candidate in candidates if (option := options_by_id[candidate.id]) is not None]


def _best_gain(items: Sequence[SearchItem], time_budget: TimeBudget) -> float:
    """Return the largest gain of any choice that keeps the most exercises."""
    maximus = UpperBound(items, lambda option: option.maximus, all_kept=time_budget.keeps_all)
    medius = UpperBound(items, lambda option: option.medius, all_kept=time_budget.keeps_all)

    def optimistic_gain(decided: int, _: SearchState, partial: PartialChoice) -> float:
        left_s = time_budget.remaining_seconds(decided, partial, 0)
        return _gain(partial[MAXIMUS] + maximus(decided, left_s), partial[MEDIUS] + medius(decided, left_s))

    narrow = sweep_choices(
        items,
        max_kept=time_budget.max_kept,
        count_short=False,
        prune=prune_by_dose,
        promising=time_budget.can_keep_enough,
        beam_width=BEAM_WIDTH,
        score=optimistic_gain,
    )
    incumbent = max(
        (partial for _, partial in _feasible_choices(narrow, time_budget)),
        key=lambda partial: _gain(partial[MAXIMUS], partial[MEDIUS]),
        default=None,
    )

    # The gain is concave in the doses, so a choice that beats the incumbent also beats it on the tangent there.
    slopes = (
        (1.0, 1.0)
        if incumbent is None
        else (2 ** (-incumbent[MAXIMUS] / HALF_DOSE_MVIC_S), 2 ** (-incumbent[MEDIUS] / HALF_DOSE_MVIC_S))
    )
    least_value = (
        float("-inf")
        if incumbent is None
        else slopes[0] * incumbent[MAXIMUS] + slopes[1] * incumbent[MEDIUS] - DOSE_EPSILON
    )
    tangent = UpperBound(
        items, lambda option: slopes[0] * option.maximus + slopes[1] * option.medius, all_kept=time_budget.keeps_all
    )

    def promising(decided: int, state: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not time_budget.can_keep_enough(decided, state, partial, credit):
            return False
        left_s = time_budget.remaining_seconds(decided, partial, credit)
        return slopes[0] * partial[MAXIMUS] + slopes[1] * partial[MEDIUS] + tangent(decided, left_s) >= least_value

    wide = sweep_choices(
        items, max_kept=time_budget.max_kept, count_short=False, prune=prune_by_dose, promising=promising
    )
    return max(_gain(partial[MAXIMUS], partial[MEDIUS]) for _, partial in _feasible_choices(wide, time_budget))


def _closest_to_program(items: Sequence[SearchItem], time_budget: TimeBudget, threshold: float) -> list[Option | None]:
    """Return the options, item by item, of the choice closest to the programme with a gain of at least `threshold`."""
    maximus = UpperBound(items, lambda option: option.maximus, all_kept=time_budget.keeps_all)
    medius = UpperBound(items, lambda option: option.medius, all_kept=time_budget.keeps_all)
    sets = UpperBound(items, lambda option: float(option.sets), all_kept=time_budget.keeps_all)
    share = UpperBound(items, lambda option: option.share, all_kept=time_budget.keeps_all)
    sets_from = [sum(entry.sets for entry in items[i:]) for i in range(len(items) + 1)]

    def reaches_gain(decided: int, state: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not time_budget.can_keep_enough(decided, state, partial, credit):
            return False
        left_s = time_budget.remaining_seconds(decided, partial, credit)
        gain = _gain(partial[MAXIMUS] + maximus(decided, left_s), partial[MEDIUS] + medius(decided, left_s))
        return gain >= threshold

    def min_missing_sets(decided: int, state: SearchState, left_s: int) -> int:
        return state.missing_sets + sets_from[decided] - int(sets(decided, left_s) + DOSE_EPSILON)

    def optimistic_score(decided: int, state: SearchState, partial: PartialChoice) -> float:
        left_s = time_budget.remaining_seconds(decided, partial, 0)
        if left_s < 0:
            return float("-inf")
        # One set outweighs any sum of shares, which is at most 1 per item.
        return (
            share(decided, left_s)
            + partial[SHARE]
            - len(items) * (state.missing_sets + sets_from[decided] - sets(decided, left_s))
        )

    narrow = sweep_choices(
        items,
        max_kept=time_budget.max_kept,
        count_short=True,
        prune=prune_by_share,
        promising=reaches_gain,
        beam_width=BEAM_WIDTH,
        score=optimistic_score,
    )
    ranks = [
        _rank(state, partial)
        for state, partial in _feasible_choices(narrow, time_budget)
        if _gain(partial[MAXIMUS], partial[MEDIUS]) >= threshold
    ]
    fewest_missing, minus_share, _ = min(ranks, default=(sets_from[0], 0.0, 0))

    def promising(decided: int, state: SearchState, partial: PartialChoice, credit: int) -> bool:
        if not reaches_gain(decided, state, partial, credit):
            return False
        left_s = time_budget.remaining_seconds(decided, partial, credit)
        missing = min_missing_sets(decided, state, left_s)
        if missing != fewest_missing:
            return missing < fewest_missing
        return partial[SHARE] + share(decided, left_s) >= -minus_share - DOSE_EPSILON

    wide = sweep_choices(
        items, max_kept=time_budget.max_kept, count_short=True, prune=prune_by_share, promising=promising
    )
    finalists = [
        (state, partial)
        for state, partial in _feasible_choices(wide, time_budget)
        if _gain(partial[MAXIMUS], partial[MEDIUS]) >= threshold
    ]
    _, best = min(finalists, key=lambda pair: _rank(*pair))
    return list(_trail_options(best))


def _gain(maximus: float, medius: float) -> float:
    return Dose(maximus, medius).restored_fraction()


def _rank(state: SearchState, partial: PartialChoice) -> tuple[int, float, int]:
    """Return the sort key of a complete choice, smallest for the best, with shares rounded against float noise."""
    return state.missing_sets, -round(partial[SHARE], 9), partial[SECONDS]


def _feasible_choices(finals: PartialsByState, time_budget: TimeBudget) -> Iterator[tuple[SearchState, PartialChoice]]:
    """Yield the complete choices that keep the most exercises and fit."""
    for state, partials in finals.items():
        if state.kept_count == time_budget.max_kept:
            for partial in partials:
                if partial[SECONDS] <= time_budget.seconds:
                    yield state, partial


def _trail_options(partial: PartialChoice) -> Iterator[Option | None]:
    """Yield the options taken, in the items' order."""
    trail = []
    link = partial[TRAIL]
    while link is not None:
        link, option = link
        trail.append(option)
    return reversed(trail)
