"""The sweep: all choices that nothing beats, exercise by exercise.

A *partial* choice is a tuple (seconds, maximus, medius, share, trail): seconds so far, both doses, the sum of
shares, and the options taken, newest first, as a linked list. Partials are kept apart by `SearchState`, what the
rest of the sweep must know of them besides; within a place a partial is dropped when another one is at least
as good in everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rearguard.library.exercise import Posture
from rearguard.plan.item import Option, SearchItem
from rearguard.plan.timing import POSTURE_CHANGE_S

OptionTrail = tuple[Any, "Option | None"] | None
PartialChoice = tuple[int, float, float, float, OptionTrail]


class SearchState(NamedTuple):
    """Where a partial choice stands."""

    kept_count: int
    missing_sets: int
    """Sets short of the programme's (stays 0 where the sweep does not count them)."""
    units: int = 0
    """Units in this posture so far, up to where more can't matter."""
    lead_sets: int = 0
    """The most sets of one exercise that needs rests, in this posture, its rest, and whether it opens well."""
    lead_rest: int = 0
    lead_opens: bool = False
    saved_seconds: int = 0
    """Seconds saved when the best one opens this posture."""
    posture_used: bool = False
    """Whether anything of this posture is kept."""


PartialsByState = dict[SearchState, list[PartialChoice]]
PruneFunction = Callable[[list[PartialChoice]], list[PartialChoice]]
PromisingTest = Callable[[int, SearchState, PartialChoice, int], bool]
ScoreFunction = Callable[[int, SearchState, PartialChoice], float]


def prune_by_dose(partials: list[PartialChoice]) -> list[PartialChoice]:
    """Return those that no other beats in seconds and both doses (their shares don't matter)."""
    partials.sort(key=lambda p: (p[0], -p[1], -p[2]))
    kept: list[PartialChoice] = []
    maximus: list[float] = []  # the staircase of doses so far: one ascending,
    medius: list[float] = []  # the other descending
    for partial in partials:
        a, b = partial[1], partial[2]
        i = bisect_left(maximus, a)
        if i < len(maximus) and medius[i] >= b:
            continue
        end = i + 1 if i < len(maximus) and maximus[i] == a else i
        start = i
        while start and medius[start - 1] <= b:
            start -= 1
        maximus[start:end] = [a]
        medius[start:end] = [b]
        kept.append(partial)
    return kept


def prune_by_share(partials: list[PartialChoice]) -> list[PartialChoice]:
    """Return those that no other beats in seconds, both doses and share."""
    partials.sort(key=lambda p: (p[0], -p[1], -p[2], -p[3]))
    kept: list[PartialChoice] = []
    front: list[tuple[float, float, float]] = []
    for partial in partials:
        _, a, b, c, _ = partial
        if any(x >= a and y >= b and z >= c for x, y, z in front):
            continue
        front = [f for f in front if not (f[0] <= a and f[1] <= b and f[2] <= c)]
        front.append((a, b, c))
        kept.append(partial)
    return kept


def sweep_choices(
    items: Sequence[SearchItem],
    *,
    max_kept: int,
    count_short: bool,
    prune: PruneFunction,
    promising: PromisingTest,
    beam_width: int | None = None,
    score: ScoreFunction | None = None,
) -> PartialsByState:
    """Return the whole choices that survive, by how many they keep and how many sets they are short.

    Args:
        items: grouped by posture.
        max_kept: how many items are kept at most.
        count_short: whether choices that are short of different numbers of sets are kept apart.
        prune: drops what is beaten.
        promising: whether a partial (items decided, place, partial, seconds that are sure to be given back) can
            still become an answer.
        beam_width: keep only so many partials a step, the best by `score`: quick, and no longer exact.
        score: see `beam_width`.
    """
    layer: PartialsByState = {SearchState(0, 0): [(0, 0.0, 0.0, 0.0, None)]}
    for i, item in enumerate(items):
        same = [other for other in items if other.posture is item.posture]
        closes = i + 1 == len(items) or items[i + 1].posture is not item.posture
        layer = _decide_item(layer, item, most=max_kept, cap=2 * max(x.sets for x in same), count_short=count_short)
        if closes:
            layer = _close_posture(layer)
        credit = _possible_savings(items[i + 1 :] if closes else (*same, *items[i + 1 :]))
        kept: PartialsByState = {}
        for place, partials in layer.items():
            alive = [p for p in partials if promising(i + 1, place, p, credit)]
            if alive:
                kept[place] = prune(alive)
        layer = _keep_best(kept, i + 1, beam_width, score) if beam_width and score else kept
    return layer


def _decide_item(
    layer: PartialsByState, item: SearchItem, *, most: int, cap: int, count_short: bool
) -> PartialsByState:
    """Return the layer with one more item decided."""
    extended: PartialsByState = defaultdict(list)
    for place, partials in layer.items():
        kept, short, units, lead, rest, opens, saved, here = place
        without = place._replace(missing_sets=short + item.sets) if count_short else place
        extended[without] += [(*p[:4], (p[4], None)) for p in partials]
        if kept == most:
            continue
        move = POSTURE_CHANGE_S if kept and not here else 0
        for option in item.options:
            leads = item.rest and option.sets > lead
            then = SearchState(
                kept + 1,
                short + item.sets - option.sets if count_short else short,
                min(cap, units + option.units),
                option.sets if leads else lead,
                item.rest if leads else rest,
                item.opening_saving > 0 if leads else opens,
                max(saved, item.opening_saving),
                posture_used=True,
            )
            seconds = option.seconds + move
            extended[then] += [
                (
                    p[0] + seconds,
                    p[1] + option.maximus,
                    p[2] + option.medius,
                    p[3] + option.share,
                    (p[4], option),
                )
                for p in partials
            ]
    return extended


def _close_posture(layer: PartialsByState) -> PartialsByState:
    """Return the layer with a posture's rests added and what its opening saves given back."""
    closed: PartialsByState = defaultdict(list)
    for place, partials in layer.items():
        extra = _rest_seconds(place)
        closed[SearchState(place.kept_count, place.missing_sets)] += [(p[0] + extra, *p[1:]) for p in partials]
    return closed


def _rest_seconds(place: SearchState) -> int:
    """Return the seconds of a posture's rests less what the best opening saves.

    Two sets of the leading exercise stand side by side as often as it has more sets than the others can part;
    once more when another one, that opens better, goes before all of them.
    """
    side_by_side = 2 * place.lead_sets - 1 - place.units
    if place.lead_opens or side_by_side < 0:
        return place.lead_rest * max(0, side_by_side) - place.saved_seconds
    return min(place.lead_rest * side_by_side, place.lead_rest * (side_by_side + 1) - place.saved_seconds)


def _possible_savings(items: Sequence[SearchItem]) -> int:
    """Return the most seconds that the postures not yet closed can give back."""
    most: dict[Posture, int] = defaultdict(int)
    for item in items:
        most[item.posture] = max(most[item.posture], item.opening_saving)
    return sum(most.values())


def _keep_best(layer: PartialsByState, decided: int, width: int, score: ScoreFunction) -> PartialsByState:
    """Return the best few of a layer."""
    ranked = sorted(
        ((score(decided, place, p), n, place, p) for place, ps in layer.items() for n, p in enumerate(ps)),
        key=lambda row: (-row[0], row[1]),
    )
    narrow: PartialsByState = defaultdict(list)
    for _, _, place, partial in ranked[:width]:
        narrow[place].append(partial)
    return narrow
