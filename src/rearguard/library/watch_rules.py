"""The rules of a form check: it can be measured, and its bounds are possible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rearguard.body.quantity import QUANTITIES, Quantity
from rearguard.core.message import Message
from rearguard.library.exercise import Dosage, Level, Sidedness
from rearguard.library.lint import FileRule, check_id_format, check_spoken_length, unknown_name_message
from rearguard.library.toml_reader import FileFinding, KeyPath
from rearguard.library.watch import CountRule, FaultRule, MeasureLimit, WatchAdjustment, WatchSpec

WATCH_PATH: KeyPath = ("watch",)


def check_measures(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """Every measure exists."""
    for place, name in _located_measures(watch, levels):
        if name not in QUANTITIES:
            yield place, unknown_name_message(name, QUANTITIES)


def check_counted_or_held(watch: WatchSpec | None, dose: Dosage) -> Iterator[FileFinding]:
    """An exercise of repetitions or steps has a count, and a held exercise a hold."""
    if watch is None:
        return
    if (watch.count is None) == (watch.hold is None):
        yield WATCH_PATH, Message("must have either count or hold")
    elif dose.measure == "hold" and watch.hold is None:
        yield (*WATCH_PATH, "count"), Message("the exercise is held: use “hold” instead")
    elif dose.measure != "hold" and watch.count is None:
        yield (*WATCH_PATH, "hold"), Message("the exercise is counted: use “count” instead")


def check_counts(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A count goes up and comes back within its measure's range."""
    for place, count in _located_counts(watch, levels):
        quantity = QUANTITIES.get(count.measure)
        if quantity is None:
            continue
        if not quantity.landmarks:
            yield (*place, "measure"), Message("is measured over a whole rep, so it can't count reps")
        for name in ("up", "down"):
            yield from _check_in_range(getattr(count, name), quantity, (*place, name))
        if count.down >= count.up:
            yield (*place, "down"), Message("must be less than “up”")
        if count.approach is not None and count.approach <= 0:
            yield (*place, "approach"), Message("must be more than 0")
        if count.range <= 0:
            yield (*place, "range"), Message("must be more than 0")
        if not 0 <= count.seconds < count.longest:
            yield (*place, "seconds"), Message("must be at least 0 and less than “longest”")


def check_limits(watch: WatchSpec | None) -> Iterator[FileFinding]:
    """A limit has at least one bound within its measure's range, and a limit of the view says what to do."""
    if watch is None:
        return
    for place, limit in _located_limits(watch):
        quantity = QUANTITIES.get(limit.measure)
        if quantity is not None and not quantity.landmarks:
            yield (*place, "measure"), Message("is measured over a whole rep: use it in flaws")
        yield from _check_bound(limit, place)
        if limit.slack is not None and limit.slack < 0:
            yield (*place, "slack"), Message("must be 0 or more")
        if bool(limit.say) != (place[1] == "view"):
            yield (*place, "say"), Message("is required in “view” and not allowed anywhere else")
        yield from check_spoken_length(limit.say, (*place, "say"))
    if not watch.posture:
        yield (*WATCH_PATH, "posture"), Message("must have at least one limit: otherwise any movement would count")
    if watch.hold is not None and not watch.hold.within:
        yield (*WATCH_PATH, "hold", "within"), Message("must have at least one limit")


def check_stillness_and_drop(watch: WatchSpec | None) -> Iterator[FileFinding]:
    """The times and amounts of `still` and `kept` are more than 0."""
    if watch is None or watch.hold is None:
        return
    for i, stillness in enumerate(watch.hold.still):
        for name in ("most", "seconds"):
            if getattr(stillness, name) <= 0:
                yield (*WATCH_PATH, "hold", "still", i, name), Message("must be more than 0")
    for i, drop in enumerate(watch.hold.kept):
        for name in ("fall", "first"):
            if getattr(drop, name) <= 0:
                yield (*WATCH_PATH, "hold", "kept", i, name), Message("must be more than 0")


def check_faults(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """A flaw has its own id, one bound, a margin, and a cue short enough to say in one breath."""
    places: dict[str, KeyPath] = {}
    for place, flaw in _located_faults(watch, levels):
        yield from check_id_format(flaw.id, (*place, "id"))
        if flaw.id in places:
            yield (*place, "id"), Message("another flaw already has this id")
        places[flaw.id] = place
        yield from _check_bound(flaw, place)
        if flaw.above is not None and flaw.below is not None:
            yield place, Message("has both above and below: split it into two flaws, each with its own cue")
        if flaw.margin <= 0:
            yield (*place, "margin"), Message("must be more than 0: a camera is not exact")
        if not 0 < flaw.weight <= 1:
            yield (*place, "weight"), Message("must be more than 0 and at most 1")
        yield from _check_seconds(flaw.seconds, (*place, "seconds"))
        yield from check_spoken_length(flaw.cue, (*place, "cue"))
        quantity = QUANTITIES.get(flaw.measure)
        if quantity is not None and not quantity.landmarks and flaw.when != "peak":
            yield (*place, "when"), Message("is measured over a whole rep: use “peak”")
        yield from _check_baseline(flaw, place, is_held=watch is not None and watch.hold is not None)
        if watch is not None and watch.count is None and flaw.when == "peak":
            yield (*place, "when"), Message("a hold has no peak: use “always” or leave it out")


def _check_baseline(rule: FaultRule, path: KeyPath, *, is_held: bool) -> Iterator[FileFinding]:
    """Check that `baseline` and `mirrored` are only where they have an effect."""
    if rule.baseline and rule.when != "peak" and not is_held:
        yield (*path, "baseline"), Message("only has an effect at the peak or in a hold")
    if rule.mirrored and not is_held:
        yield (*path, "mirrored"), Message("only has an effect in a hold")


def check_adjustments(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[FileFinding]:
    """Only an exercise with a form check has differences in a level, and excluded flaws exist."""
    for j, level in enumerate(levels):
        if level.watch is None:
            continue
        if watch is None:
            yield ("levels", j, "watch"), Message("has no effect unless the exercise has a watch table")
            continue
        ids = [flaw.id for flaw in watch.flaws]
        for i, flaw in enumerate(level.watch.without):
            if flaw not in ids:
                yield ("levels", j, "watch", "without", i), unknown_name_message(flaw, ids)
        if level.watch.count is not None and watch.count is None:
            yield ("levels", j, "watch", "count"), Message("the exercise is held, not counted")


def check_side_detector(watch: WatchSpec | None, sides: Sidedness) -> Iterator[FileFinding]:
    """An exercise with sides in turn says how to detect the working side."""
    if watch is not None and sides is Sidedness.EACH and watch.side is None:
        yield (*WATCH_PATH, "side"), Message("is missing: say how the camera can tell which side is working")


def check_follow_up_questions(watch: WatchSpec | None) -> Iterator[FileFinding]:
    """Every question has its own id."""
    if watch is None:
        return
    ids = [question.id for question in watch.ask]
    for i, question_id in enumerate(ids):
        yield from check_id_format(question_id, (*WATCH_PATH, "ask", i, "id"))
        if question_id in ids[:i]:
            yield (*WATCH_PATH, "ask", i, "id"), Message("another question already has this id")


def _check_seconds(seconds: float, path: KeyPath) -> Iterator[FileFinding]:
    """Check that a fault's duration is possible."""
    if not 0 < seconds <= 10:  # noqa: PLR2004 - as the message says
        yield path, Message("must be more than 0 and at most 10")


def _check_bound(bound: MeasureLimit | FaultRule, path: KeyPath) -> Iterator[FileFinding]:
    if bound.above is None and bound.below is None:
        yield path, Message("has neither above nor below: add one of them")
        return
    quantity = QUANTITIES.get(bound.measure)
    for name in ("above", "below"):
        number = getattr(bound, name)
        if number is not None and quantity is not None:
            yield from _check_in_range(number, quantity, (*path, name))
    if (
        isinstance(bound, MeasureLimit)
        and bound.above is not None
        and bound.below is not None
        and bound.above >= bound.below
    ):
        yield (*path, "above"), Message("must be less than “below”")


def _check_in_range(number: float, quantity: Quantity, path: KeyPath) -> Iterator[FileFinding]:
    if not quantity.minimum <= number <= quantity.maximum:
        yield path, Message("must be from {least} to {most}", {"least": quantity.minimum, "most": quantity.maximum})


def _located_measures(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[tuple[KeyPath, str]]:
    if watch is not None:
        yield from (((*place, "measure"), limit.measure) for place, limit in _located_limits(watch))
        if watch.hold is not None:
            for i, stillness in enumerate(watch.hold.still):
                yield (*WATCH_PATH, "hold", "still", i, "measure"), stillness.measure
            for i, drop in enumerate(watch.hold.kept):
                yield (*WATCH_PATH, "hold", "kept", i, "measure"), drop.measure
        if watch.side is not None:
            yield (*WATCH_PATH, "side", "measure"), watch.side.measure
    yield from (((*place, "measure"), count.measure) for place, count in _located_counts(watch, levels))
    yield from (((*place, "measure"), flaw.measure) for place, flaw in _located_faults(watch, levels))


def _located_limits(watch: WatchSpec) -> Iterator[tuple[KeyPath, MeasureLimit]]:
    places: tuple[tuple[KeyPath, Sequence[MeasureLimit]], ...] = (
        ((*WATCH_PATH, "view"), watch.view),
        ((*WATCH_PATH, "posture"), watch.posture),
        ((*WATCH_PATH, "hold", "within"), () if watch.hold is None else watch.hold.within),
    )
    for place, limits in places:
        yield from (((*place, i), limit) for i, limit in enumerate(limits))


def _located_adjustments(levels: tuple[Level, ...]) -> Iterator[tuple[KeyPath, WatchAdjustment]]:
    for j, level in enumerate(levels):
        if level.watch is not None:
            yield ("levels", j, "watch"), level.watch


def _located_counts(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[tuple[KeyPath, CountRule]]:
    if watch is not None and watch.count is not None:
        yield (*WATCH_PATH, "count"), watch.count
    for place, adjustment in _located_adjustments(levels):
        if adjustment.count is not None:
            yield (*place, "count"), adjustment.count


def _located_faults(watch: WatchSpec | None, levels: tuple[Level, ...]) -> Iterator[tuple[KeyPath, FaultRule]]:
    if watch is not None:
        yield from (((*WATCH_PATH, "flaws", i), flaw) for i, flaw in enumerate(watch.flaws))
    for place, adjustment in _located_adjustments(levels):
        yield from (((*place, "flaws", i), flaw) for i, flaw in enumerate(adjustment.flaws))


WATCH_RULES: tuple[FileRule, ...] = (
    check_measures,
    check_counted_or_held,
    check_counts,
    check_limits,
    check_stillness_and_drop,
    check_faults,
    check_adjustments,
    check_side_detector,
    check_follow_up_questions,
)
