"""The rules of what is watched: that it can be measured, and that a measure can do what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rearguard.body.quantity import QUANTITIES, Quantity
from rearguard.core.message import Message
from rearguard.library.exercise import Doses, Level, Sides
from rearguard.library.exercise_rules import LONGEST_CUE
from rearguard.library.lint import Rule, identifier, known_as
from rearguard.library.toml_reader import Finding, Place
from rearguard.library.watch import Adjustment, Count, Flaw, Limit, Watch

WATCH: Place = ("watch",)


def measures(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Measures have names that a camera knows."""
    for place, name in _measures(watch, levels):
        if name not in QUANTITIES:
            yield place, known_as(name, QUANTITIES)


def counted_or_held(watch: Watch | None, dose: Doses) -> Iterator[Finding]:
    """What is done by repetitions or steps is counted, and what is held is held."""
    if watch is None:
        return
    if (watch.count is None) == (watch.hold is None):
        yield WATCH, Message("must have either count or hold")
    elif dose.measure == "hold" and watch.hold is None:
        yield (*WATCH, "count"), Message("the exercise is held: put what is held under “hold”")
    elif dose.measure != "hold" and watch.count is None:
        yield (*WATCH, "hold"), Message("the exercise is counted: put what counts under “count”")


def counts(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """What counts goes up and comes back within what its measure can do."""
    for place, count in _counts(watch, levels):
        quantity = QUANTITIES.get(count.measure)
        if quantity is None:
            continue
        if not quantity.marks:
            yield (*place, "measure"), Message("is taken from a whole repetition and can't count them")
        for name in ("up", "down"):
            yield from _possible(getattr(count, name), quantity, (*place, name))
        if count.down >= count.up:
            yield (*place, "down"), Message("must be less than up")
        if count.approach is not None and count.approach <= 0:
            yield (*place, "approach"), Message("must be more than 0")
        if count.range <= 0:
            yield (*place, "range"), Message("must be more than 0")
        if not 0 <= count.seconds < count.longest:
            yield (*place, "seconds"), Message("must be from 0 to less than longest")


def limits(watch: Watch | None) -> Iterator[Finding]:
    """A limit bounds a measure on one side at least, within what it can do, and the wrong side of view is told."""
    if watch is None:
        return
    for place, limit in _limits(watch):
        quantity = QUANTITIES.get(limit.measure)
        if quantity is not None and not quantity.marks:
            yield (*place, "measure"), Message("is taken from a whole repetition: it has its place among the flaws")
        yield from _bounded(limit, place)
        if limit.slack is not None and limit.slack < 0:
            yield (*place, "slack"), Message("must be 0 or more")
        if bool(limit.say) != (place[1] == "view"):
            yield (*place, "say"), Message("says what to do about the view: it belongs there, and only there")
        if len(limit.say) > LONGEST_CUE:
            yield (
                (*place, "say"),
                Message("is too long to be said in one breath: {count} characters at most", {"count": LONGEST_CUE}),
            )
    if not watch.posture:
        yield (*WATCH, "posture"), Message("must have one limit at least: else whatever anybody does would count")
    if watch.hold is not None and not watch.hold.within:
        yield (*WATCH, "hold", "within"), Message("must have one limit at least")


def keeping(watch: Watch | None) -> Iterator[Finding]:
    """What must keep still, or stay as it was, is given a time and a way that mean something."""
    if watch is None or watch.hold is None:
        return
    for i, still in enumerate(watch.hold.still):
        for name in ("most", "seconds"):
            if getattr(still, name) <= 0:
                yield (*WATCH, "hold", "still", i, name), Message("must be more than 0")
    for i, kept in enumerate(watch.hold.kept):
        for name in ("fall", "first"):
            if getattr(kept, name) <= 0:
                yield (*WATCH, "hold", "kept", i, name), Message("must be more than 0")


def flaws(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """A flaw has an id of its own, one bound, a margin, and a cue that can be said."""
    seen: dict[str, Place] = {}
    for place, flaw in _flaws(watch, levels):
        yield from identifier(flaw.id, (*place, "id"))
        if flaw.id in seen:
            yield (*place, "id"), Message("another flaw has this id already")
        seen[flaw.id] = place
        yield from _bounded(flaw, place)
        if flaw.above is not None and flaw.below is not None:
            yield place, Message("has both above and below: make two flaws of it, each with its own cue")
        if flaw.margin <= 0:
            yield (*place, "margin"), Message("must be more than 0: a camera is not exact")
        if not 0 < flaw.weight <= 1:
            yield (*place, "weight"), Message("must be more than 0 and at most 1")
        yield from _seconds(flaw.seconds, (*place, "seconds"))
        if len(flaw.cue) > LONGEST_CUE:
            yield (
                (*place, "cue"),
                Message("is too long to be said in one breath: {count} characters at most", {"count": LONGEST_CUE}),
            )
        quantity = QUANTITIES.get(flaw.measure)
        if quantity is not None and not quantity.marks and flaw.when != "peak":
            yield (*place, "when"), Message("is taken from a whole repetition: put “peak”")
        yield from _changes(flaw, place, held=watch is not None and watch.hold is not None)
        if watch is not None and watch.count is None and flaw.when == "peak":
            yield (*place, "when"), Message("there is no peak in what is held: put “always”, or leave it out")


def _changes(flaw: Flaw, place: Place, *, held: bool) -> Iterator[Finding]:
    """Find what is said of a change where there is none, and of sides where they are told already."""
    if flaw.baseline and flaw.when != "peak" and not held:
        yield (*place, "baseline"), Message("means something at the peak, or in what is held")
    if flaw.mirrored and not held:
        yield (*place, "mirrored"), Message("means something in what is held only")


def adjustments(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[Finding]:
    """Only what is watched is watched otherwise, and only a flaw that there is can be none."""
    for j, level in enumerate(levels):
        if level.watch is None:
            continue
        if watch is None:
            yield ("levels", j, "watch"), Message("means nothing without the exercise's own watch")
            continue
        ids = [flaw.id for flaw in watch.flaws]
        for i, flaw in enumerate(level.watch.without):
            if flaw not in ids:
                yield ("levels", j, "watch", "without", i), known_as(flaw, ids)
        if level.watch.count is not None and watch.count is None:
            yield ("levels", j, "watch", "count"), Message("the exercise is held, not counted")


def sided(watch: Watch | None, sides: Sides) -> Iterator[Finding]:
    """What is done with each side says how to tell them apart."""
    if watch is not None and sides is Sides.EACH and watch.side is None:
        yield (*WATCH, "side"), Message("is missing: how a camera tells which side works")


def inquiries(watch: Watch | None) -> Iterator[Finding]:
    """Questions have ids of their own."""
    if watch is None:
        return
    ids = [inquiry.id for inquiry in watch.ask]
    for i, one in enumerate(ids):
        yield from identifier(one, (*WATCH, "ask", i, "id"))
        if one in ids[:i]:
            yield (*WATCH, "ask", i, "id"), Message("another question has this id already")


def _seconds(seconds: float, place: Place) -> Iterator[Finding]:
    """Find a time that is no time to wait for a fault."""
    if not 0 < seconds <= 10:  # noqa: PLR2004 - as the message says
        yield place, Message("must be more than 0 and at most 10")


def _bounded(bound: Limit | Flaw, place: Place) -> Iterator[Finding]:
    if bound.above is None and bound.below is None:
        yield place, Message("has neither above nor below: give a bound")
        return
    quantity = QUANTITIES.get(bound.measure)
    for name in ("above", "below"):
        number = getattr(bound, name)
        if number is not None and quantity is not None:
            yield from _possible(number, quantity, (*place, name))
    if isinstance(bound, Limit) and bound.above is not None and bound.below is not None and bound.above >= bound.below:
        yield (*place, "above"), Message("must be less than below")


def _possible(number: float, quantity: Quantity, place: Place) -> Iterator[Finding]:
    if not quantity.least <= number <= quantity.most:
        yield place, Message("must be from {least} to {most}", {"least": quantity.least, "most": quantity.most})


def _measures(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[tuple[Place, str]]:
    if watch is not None:
        yield from (((*place, "measure"), limit.measure) for place, limit in _limits(watch))
        if watch.hold is not None:
            for i, still in enumerate(watch.hold.still):
                yield (*WATCH, "hold", "still", i, "measure"), still.measure
            for i, kept in enumerate(watch.hold.kept):
                yield (*WATCH, "hold", "kept", i, "measure"), kept.measure
        if watch.side is not None:
            yield (*WATCH, "side", "measure"), watch.side.measure
    yield from (((*place, "measure"), count.measure) for place, count in _counts(watch, levels))
    yield from (((*place, "measure"), flaw.measure) for place, flaw in _flaws(watch, levels))


def _limits(watch: Watch) -> Iterator[tuple[Place, Limit]]:
    places: tuple[tuple[Place, Sequence[Limit]], ...] = (
        ((*WATCH, "view"), watch.view),
        ((*WATCH, "posture"), watch.posture),
        ((*WATCH, "hold", "within"), () if watch.hold is None else watch.hold.within),
    )
    for place, there in places:
        yield from (((*place, i), limit) for i, limit in enumerate(there))


def _adjusted(levels: tuple[Level, ...]) -> Iterator[tuple[Place, Adjustment]]:
    for j, level in enumerate(levels):
        if level.watch is not None:
            yield ("levels", j, "watch"), level.watch


def _counts(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[tuple[Place, Count]]:
    if watch is not None and watch.count is not None:
        yield (*WATCH, "count"), watch.count
    for place, adjustment in _adjusted(levels):
        if adjustment.count is not None:
            yield (*place, "count"), adjustment.count


def _flaws(watch: Watch | None, levels: tuple[Level, ...]) -> Iterator[tuple[Place, Flaw]]:
    if watch is not None:
        yield from (((*WATCH, "flaws", i), flaw) for i, flaw in enumerate(watch.flaws))
    for place, adjustment in _adjusted(levels):
        yield from (((*place, "flaws", i), flaw) for i, flaw in enumerate(adjustment.flaws))


WATCH_RULES: tuple[Rule, ...] = (
    measures,
    counted_or_held,
    counts,
    limits,
    keeping,
    flaws,
    adjustments,
    sided,
    inquiries,
)
