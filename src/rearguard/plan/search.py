"""The exact search: which exercises, how many sets, how many seconds.

The objective, in this order:

1. as many exercises as fit with one smallest set each;
2. among those, all choices whose gain is within `TOLERANCE` of the best; of these the fewest sets short of the
   programme's, then the largest sum of shares of its doses, then the shortest time.

The time of a choice is a sum over its exercises but for what a posture's exercises decide together: rests
(between two sets of the same exercise with nothing between) and moves. So it is a dynamic programme over the
exercises, posture by posture (`frontier`). A partial choice is dropped only when another one beats it in
everything, or when a relaxation (`bound`) shows that it can't beat what a first, narrow sweep found. Nothing
that could win is dropped, so the answer is the optimum, without a solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rearguard.core.dose import HALF_DOSE, Dose
from rearguard.library.exercise import Posture
from rearguard.plan.bound import Bound
from rearguard.plan.candidate import Candidate
from rearguard.plan.frontier import Finals, Partial, Place, best_by_dose, best_by_share, sweep
from rearguard.plan.item import Item, Option, item
from rearguard.plan.time_budget import Room

TOLERANCE = 0.01
"""Two choices whose gains differ by less than this part are as good as each other: the efforts behind a gain
are not known to a percent."""

WIDTH = 60
"""Partial choices kept by a narrow sweep. Its result need not be the optimum: a worse one only makes the wide
sweep after it slower."""

EPSILON = 1e-9
"""Above the rounding error of a sum of a few dozen doses, far below any difference that matters."""

Chosen = list[tuple[Candidate, Option]]


def search(candidates: Sequence[Candidate], budget: int) -> Chosen:
    """Return the best choice that takes at most `budget` seconds, in the candidates' order; empty if none fits."""
    postures = list(Posture)
    grouped = sorted(candidates, key=lambda candidate: postures.index(candidate.posture))
    items = [item(candidate) for candidate in grouped]
    room = Room(items, budget)
    if not room.most:
        return []
    threshold = _best_gain(items, room) * (1 - TOLERANCE) - EPSILON
    options = _closest_to_program(items, room, threshold)
    by_id = {one.id: option for one, option in zip(grouped, options, strict=True)}
    return [(one, option) for one in candidates if (option := by_id[one.id]) is not None]


def _best_gain(items: Sequence[Item], room: Room) -> float:
    """Return the largest gain of any choice that keeps as many as fit."""
    maximus = Bound(items, lambda option: option.maximus, all_kept=room.all_kept)
    medius = Bound(items, lambda option: option.medius, all_kept=room.all_kept)

    def hope(decided: int, _: Place, partial: Partial) -> float:
        left = room.left(decided, partial, 0)
        return _gain(partial[1] + maximus(decided, left), partial[2] + medius(decided, left))

    narrow = sweep(
        items,
        most=room.most,
        count_short=False,
        prune=best_by_dose,
        promising=room.fits,
        width=WIDTH,
        score=hope,
    )
    good = max((p for _, p in _whole(narrow, room)), key=lambda p: _gain(p[1], p[2]), default=None)

    # The gain is concave in the doses, so what beats `good` also beats it on the tangent there.
    slopes = (1.0, 1.0) if good is None else (2 ** (-good[1] / HALF_DOSE), 2 ** (-good[2] / HALF_DOSE))
    least = float("-inf") if good is None else slopes[0] * good[1] + slopes[1] * good[2] - EPSILON
    tangent = Bound(
        items, lambda option: slopes[0] * option.maximus + slopes[1] * option.medius, all_kept=room.all_kept
    )

    def promising(decided: int, place: Place, partial: Partial, credit: int) -> bool:
        if not room.fits(decided, place, partial, credit):
            return False
        left = room.left(decided, partial, credit)
        return slopes[0] * partial[1] + slopes[1] * partial[2] + tangent(decided, left) >= least

    wide = sweep(items, most=room.most, count_short=False, prune=best_by_dose, promising=promising)
    return max(_gain(p[1], p[2]) for _, p in _whole(wide, room))


def _closest_to_program(items: Sequence[Item], room: Room, threshold: float) -> list[Option | None]:
    """Return the options, item by item, of the choice nearest to the programme whose gain reaches a threshold."""
    maximus = Bound(items, lambda option: option.maximus, all_kept=room.all_kept)
    medius = Bound(items, lambda option: option.medius, all_kept=room.all_kept)
    sets = Bound(items, lambda option: float(option.sets), all_kept=room.all_kept)
    share = Bound(items, lambda option: option.share, all_kept=room.all_kept)
    wanted = [sum(entry.sets for entry in items[i:]) for i in range(len(items) + 1)]

    def reaches(decided: int, place: Place, partial: Partial, credit: int) -> bool:
        if not room.fits(decided, place, partial, credit):
            return False
        left = room.left(decided, partial, credit)
        gain = _gain(partial[1] + maximus(decided, left), partial[2] + medius(decided, left))
        return gain >= threshold

    def fewest_short(decided: int, place: Place, left: int) -> int:
        return place.short + wanted[decided] - int(sets(decided, left) + EPSILON)

    def hope(decided: int, place: Place, partial: Partial) -> float:
        left = room.left(decided, partial, 0)
        if left < 0:
            return float("-inf")
        # One set outweighs any sum of shares, which is at most one an item.
        return share(decided, left) + partial[3] - len(items) * (place.short + wanted[decided] - sets(decided, left))

    narrow = sweep(
        items,
        most=room.most,
        count_short=True,
        prune=best_by_share,
        promising=reaches,
        width=WIDTH,
        score=hope,
    )
    ranks = [_rank(place, p) for place, p in _whole(narrow, room) if _gain(p[1], p[2]) >= threshold]
    short, minus_share, _ = min(ranks, default=(wanted[0], 0.0, 0))

    def promising(decided: int, place: Place, partial: Partial, credit: int) -> bool:
        if not reaches(decided, place, partial, credit):
            return False
        left = room.left(decided, partial, credit)
        fewest = fewest_short(decided, place, left)
        if fewest != short:
            return fewest < short
        return partial[3] + share(decided, left) >= -minus_share - EPSILON

    wide = sweep(items, most=room.most, count_short=True, prune=best_by_share, promising=promising)
    enough = [(place, p) for place, p in _whole(wide, room) if _gain(p[1], p[2]) >= threshold]
    _, best = min(enough, key=lambda pair: _rank(*pair))
    return list(_options(best))


def _gain(maximus: float, medius: float) -> float:
    return Dose(maximus, medius).restored()


def _rank(place: Place, partial: Partial) -> tuple[int, float, int]:
    """Return what the best whole choice has least of. Shares are rounded, or their sums' noise would decide."""
    return place.short, -round(partial[3], 9), partial[0]


def _whole(finals: Finals, room: Room) -> Iterator[tuple[Place, Partial]]:
    """Yield the choices that keep enough and fit."""
    for place, partials in finals.items():
        if place.kept == room.most:
            for partial in partials:
                if partial[0] <= room.budget:
                    yield place, partial


def _options(partial: Partial) -> Iterator[Option | None]:
    """Yield the options taken, in the items' order."""
    trail = []
    link = partial[4]
    while link is not None:
        link, option = link
        trail.append(option)
    return reversed(trail)
