"""The sweep: all undominated choices, exercise by exercise.

A *partial* choice is a tuple (seconds, maximus, medius, share, trail): seconds so far, both doses, the sum of
shares, and the options taken, newest first, as a linked list. It is a plain tuple for speed, read by the index
constants below. Partials are grouped by `SearchState`, which holds everything else that the rest of the sweep
depends on; within a state a partial is dropped when another is at least as good in everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from rearguard.library.exercise import Posture
from rearguard.plan.item import Option, SearchItem
from rearguard.plan.timing import POSTURE_CHANGE_S

OptionTrail = tuple[Any, "Option | None"] | None
PartialChoice = tuple[int, float, float, float, OptionTrail]
SECONDS: Final = 0
MAXIMUS: Final = 1
MEDIUS: Final = 2
SHARE: Final = 3
TRAIL: Final = 4
"""The indices of a `PartialChoice`."""


class SearchState(NamedTuple):
    """Everything but time, doses and shares that the rest of the sweep depends on."""

    kept_count: int
    missing_sets: int
    """Sets short of the programme's; 0 where the sweep does not count them."""
    units: int = 0
    """Units in this posture so far, capped where more make no difference."""
    lead_sets: int = 0
    """The most sets in this posture of an exercise that needs rests."""
    lead_rest: int = 0
    """The rest of that exercise, in seconds."""
    lead_opens: bool = False
    """Whether opening the posture with that exercise saves time."""
    saved_seconds: int = 0
    """Seconds saved by the exercise that opens this posture best."""
    posture_used: bool = False
    """Whether an exercise of this posture is kept."""


PartialsByState = dict[SearchState, list[PartialChoice]]
PruneFunction = Callable[[list[PartialChoice]], list[PartialChoice]]
PromisingTest = Callable[[int, SearchState, PartialChoice, int], bool]
ScoreFunction = Callable[[int, SearchState, PartialChoice], float]


def prune_by_dose(partials: list[PartialChoice]) -> list[PartialChoice]:
    """Return the partials that no other beats in seconds and both doses; shares don't matter."""
    partials.sort(key=lambda p: (p[SECONDS], -p[MAXIMUS], -p[MEDIUS]))
    undominated: list[PartialChoice] = []
    maximus: list[float] = []  # the doses of the undominated partials so far, ascending,
    medius: list[float] = []  # and descending
    for partial in partials:
        x, y = partial[MAXIMUS], partial[MEDIUS]
        i = bisect_left(maximus, x)
        if i < len(maximus) and medius[i] >= y:
            continue
        end = i + 1 if i < len(maximus) and maximus[i] == x else i
        start = i
        while start and medius[start - 1] <= y:
            start -= 1
        maximus[start:end] = [x]
        medius[start:end] = [y]
        undominated.append(partial)
    return undominated


def prune_by_share(partials: list[PartialChoice]) -> list[PartialChoice]:
    """Return the partials that no other beats in seconds, both doses and share."""
    partials.sort(key=lambda p: (p[SECONDS], -p[MAXIMUS], -p[MEDIUS], -p[SHARE]))
    undominated: list[PartialChoice] = []
    doses: list[tuple[float, float, float]] = []
    for partial in partials:
        _, a, b, c, _ = partial
        if any(x >= a and y >= b and z >= c for x, y, z in doses):
            continue
        doses = [d for d in doses if not (d[0] <= a and d[1] <= b and d[2] <= c)]
        doses.append((a, b, c))
        undominated.append(partial)
    return undominated


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
    """Return the surviving complete choices, by the number of exercises kept and of missing sets.

    Args:
        items: grouped by posture.
        max_kept: the most items to keep.
        count_short: whether choices with different numbers of missing sets are kept apart.
        prune: drops dominated partials.
        promising: whether a partial (items decided, state, partial, seconds that will still be given back) can
            still become an answer.
        beam_width: keep only this many partials per item, the best by `score`: quick, but no longer exact.
        score: see `beam_width`.
    """
    layer: PartialsByState = {SearchState(0, 0): [(0, 0.0, 0.0, 0.0, None)]}
    for i, item in enumerate(items):
        same_posture = [other for other in items if other.posture is item.posture]
        ends_posture = i + 1 == len(items) or items[i + 1].posture is not item.posture
        layer = _decide_item(
            layer, item, most=max_kept, cap=2 * max(x.sets for x in same_posture), count_short=count_short
        )
        if ends_posture:
            layer = _close_posture(layer)
        credit = _possible_savings(items[i + 1 :] if ends_posture else (*same_posture, *items[i + 1 :]))
        survivors: PartialsByState = {}
        for state, partials in layer.items():
            candidates = [p for p in partials if promising(i + 1, state, p, credit)]
            if candidates:
                survivors[state] = prune(candidates)
        layer = _keep_best(survivors, i + 1, beam_width, score) if beam_width and score else survivors
    return layer


def _decide_item(
    layer: PartialsByState, item: SearchItem, *, most: int, cap: int, count_short: bool
) -> PartialsByState:
    """Return the layer after deciding one more item."""
    extended: PartialsByState = defaultdict(list)
    for state, partials in layer.items():
        kept_count, missing, units, lead_sets, lead_rest, lead_opens, saved_seconds, posture_used = state
        skipped = state._replace(missing_sets=missing + item.sets) if count_short else state
        extended[skipped] += [(*p[:4], (p[TRAIL], None)) for p in partials]
        if kept_count == most:
            continue
        move_s = POSTURE_CHANGE_S if kept_count and not posture_used else 0
        for option in item.options:
            leads = item.rest and option.sets > lead_sets
            next_state = SearchState(
                kept_count + 1,
                missing + item.sets - option.sets if count_short else missing,
                min(cap, units + option.units),
                option.sets if leads else lead_sets,
                item.rest if leads else lead_rest,
                item.opening_saving > 0 if leads else lead_opens,
                max(saved_seconds, item.opening_saving),
                posture_used=True,
            )
            seconds = option.seconds + move_s
            extended[next_state] += [
                (
                    p[SECONDS] + seconds,
                    p[MAXIMUS] + option.maximus,
                    p[MEDIUS] + option.medius,
                    p[SHARE] + option.share,
                    (p[TRAIL], option),
                )
                for p in partials
            ]
    return extended


def _close_posture(layer: PartialsByState) -> PartialsByState:
    """Return the layer after adding a posture's rests and subtracting what its opening saves."""
    closed: PartialsByState = defaultdict(list)
    for state, partials in layer.items():
        extra_s = _rest_seconds(state)
        closed[SearchState(state.kept_count, state.missing_sets)] += [(p[SECONDS] + extra_s, *p[1:]) for p in partials]
    return closed


def _rest_seconds(state: SearchState) -> int:
    """Return the seconds of a posture's rests minus the saving of the best opening.

    Two sets of the leading exercise are adjacent as often as it has more sets than the others can separate; once
    more when another exercise, which opens better, goes before all of them.
    """
    adjacent_pairs = 2 * state.lead_sets - 1 - state.units
    if state.lead_opens or adjacent_pairs < 0:
        return state.lead_rest * max(0, adjacent_pairs) - state.saved_seconds
    return min(state.lead_rest * adjacent_pairs, state.lead_rest * (adjacent_pairs + 1) - state.saved_seconds)


def _possible_savings(items: Sequence[SearchItem]) -> int:
    """Return the most seconds that the open postures can still give back."""
    most: dict[Posture, int] = defaultdict(int)
    for item in items:
        most[item.posture] = max(most[item.posture], item.opening_saving)
    return sum(most.values())


def _keep_best(layer: PartialsByState, decided: int, width: int, score: ScoreFunction) -> PartialsByState:
    """Return the `width` best partials of a layer."""
    ranked = sorted(
        ((score(decided, state, p), n, state, p) for state, partials in layer.items() for n, p in enumerate(partials)),
        key=lambda row: (-row[0], row[1]),
    )
    narrow: PartialsByState = defaultdict(list)
    for _, _, state, partial in ranked[:width]:
        narrow[state].append(partial)
    return narrow
