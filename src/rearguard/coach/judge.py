"""Judges what is done, moment by moment: counts, holds and faults."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from statistics import median

from rearguard.coach.counter import Counter, Sample, Turn
from rearguard.coach.hold_detection import STEADY, Holder, Keeping, Span, Steadiness
from rearguard.coach.hysteresis import Bounds, badness
from rearguard.coach.persistence import Persistence
from rearguard.core.observation import Fault, Hold, Observation, Rep
from rearguard.core.side import Side
from rearguard.library.watch import Flaw, Watch

NEARBY = 1.5
"""Seconds. Between repetitions a fault is told of when the next one follows so soon: who only stands there, before the
first or after the last, does nothing wrong."""

SWAPPED = 1.2
"""Seconds. In a view from the side a pose model takes one leg for the other for so long; who changes legs takes longer
to hold again."""

BEFORE = 3.0
"""Seconds before a hold that are its baseline: long enough to stand, short enough to be of the same place."""

Values = tuple[float, ...]


class Judge:
    """Takes filtered readings of the one who is followed."""

    def __init__(self, watch: Watch, index: Mapping[str, int], side: Side | None) -> None:
        """Begin a set.

        Args:
            watch: what is watched.
            index: the column of each measure.
            side: the side that works, where it is known.
        """
        self._watch, self._index, self._side = watch, index, side
        self._counter = None if watch.count is None else Counter(watch.count)
        self._hold = watch.hold
        self._holder = None if watch.hold is None else Holder(watch.hold.seconds, watch.hold.lapse)
        self._within = [] if watch.hold is None else [Bounds(limit, index) for limit in watch.hold.within]
        self._still = [] if watch.hold is None else [(index[s.measure], Steadiness(s)) for s in watch.hold.still]
        self._kept = [] if watch.hold is None else [(index[k.measure], Keeping(k)) for k in watch.hold.kept]
        self._lasting = [Persistence(flaw) for flaw in watch.flaws if flaw.when == "always"]
        self._at_peak = [flaw for flaw in watch.flaws if flaw.when == "peak"]
        self._main = index[watch.count.measure if watch.count else watch.hold.within[0].measure]  # type: ignore[union-attr] # one of the two is there
        self._faults: list[Fault] = []
        self._waiting: dict[tuple[str, float], Fault] = {}
        self._told: set[tuple[str, float]] = set()
        self._leftness = 0.0
        self._nearly: float | None = None
        self._looked: float | None = None
        self._other: float | None = None
        self._right = False
        self._before: deque[tuple[float, Values]] = deque()
        self.reps = 0
        self._held = 0.0
        self.value: float | None = None

    @property
    def held(self) -> float:
        """Seconds held so far."""
        now = None if self._holder is None else self._holder.span
        return self._held + (0.0 if now is None else now.seconds)

    @property
    def holding(self) -> bool:
        """Whether a hold is under way."""
        return self._holder is not None and self._holder.span is not None

    @property
    def moving(self) -> bool:
        """Whether one is far enough in a repetition that is not over yet."""
        return self._counter is not None and self._counter.moving

    @property
    def side(self) -> Side | None:
        """The side that works, as far as it is known."""
        if self._side in {Side.LEFT, Side.RIGHT} or self._watch.side is None or not self._leftness:
            return self._side
        return Side.LEFT if self._leftness > 0 else Side.RIGHT

    def take(
        self, t: float, values: Values, raw: Values, *, inside: bool, since: float | None, size: float
    ) -> list[Observation]:
        """Take in a moment at which all is known.

        Args:
            t: the time.
            values: the measures, filtered.
            raw: the same as they were seen.
            inside: whether one is in posture and seen from the right side at this moment.
            since: since when one is believed to be; None, one is not: then nothing counts.
            size: one's size in the picture.
        """
        self.value = values[self._main]
        found: list[Observation] = []
        ready = since is not None
        if not (inside or ready):
            return self.stop()
        if self._counter is not None:
            sample = Sample(t, values[self._main], raw[self._main], values, posed=inside, size=size)
            turn = self._counter.take(sample, math.inf if since is None else since)
            if ready:
                found += self._while_moving(t, self._last(t, values), moving=self._counter.moving)
                found += [] if turn is None else self._rep(turn)
        elif self._holder is not None:
            found += self._take_hold(t, values, inside=inside and ready)
        return found

    def stop(self) -> list[Observation]:
        """Drop what can't be judged any more, and close what has been."""
        self.value = None
        found: list[Observation] = []
        if self._counter is not None:
            self._counter.reset()
        if self._holder is not None:
            found += self._held_one(self._holder.end())
        ended = self._end_faults()
        return [
            *found,
            *(fault for fault in ended if self._holder is not None or (fault.id, fault.start) in self._told),
        ]

    def finish(self, *, ready: bool) -> list[Observation]:
        """Close what is under way as the set ends."""
        turn = self._counter.finish() if self._counter is not None and ready else None
        return [*([] if turn is None else self._rep(turn)), *self.stop()]

    def _take_hold(self, t: float, values: Values, *, inside: bool) -> list[Observation]:
        assert self._holder is not None  # noqa: S101 - for the type checker
        holder, which = self._holder, self._watch.side
        right = _every([bounds.keep(values) for bounds in self._within]) and inside
        nearly = inside and all(bounds.nearly(values) for bounds in self._within)
        if not nearly:
            self._nearly = None
        elif self._nearly is None:  # it came to be so between two looks: half-way, as far as anybody knows
            self._nearly = t if self._looked is None else (self._looked + t) / 2
        self._looked = t
        sign = 0.0
        if which is not None and right:
            number = values[self._index[which.measure]]
            sign = 0.0 if math.isnan(number) else math.copysign(1.0, number)
            right = self._same_side(t, sign)
        self._right = right
        if holder.start is None:
            self._leftness = 0.0
            self._look_before(t, values, posed=inside and not nearly)
        if right and not (self._still_enough(t, values, holder.start) and self._as_begun(t, values, holder.start)):
            right = False
        found: list[Observation] = self._held_one(holder.take(t, inside=right, since=self._nearly))
        if right:
            self._leftness += sign
        if holder.start is None:
            return [*found, *self._end_faults()]
        return [*found, *self._last(t, values)]

    def _same_side(self, t: float, sign: float) -> bool:
        """Return whether this is the side that is held, or may be taken for the other one: a hold is of one side.

        Only what is held on may have been swapped: who steps out of it to the other side, as in walking, has changed.
        """
        if sign * self._leftness >= 0:
            self._other = None
        elif self._right:
            self._other = t if self._other is None else self._other
        return sign * self._leftness >= 0 or (self._right and t - (self._other or t) < SWAPPED)

    def _still_enough(self, t: float, values: Values, start: float | None) -> bool:
        """Return whether what must keep still does, once there was time to settle."""
        if start is None or t - start < STEADY:
            for _, steadiness in self._still:
                steadiness.forget()
            return True
        return _every([steadiness.take(t, values[column]) for column, steadiness in self._still])

    def _as_begun(self, t: float, values: Values, start: float | None) -> bool:
        """Return whether what must stay as it was when the hold began does."""
        if start is None:
            for _, keeping in self._kept:
                keeping.forget()
            return True
        return _every([keeping.take(t - start, values[column]) for column, keeping in self._kept])

    def _look_before(self, t: float, values: Values, *, posed: bool) -> None:
        """Remember how one is in posture and does not hold yet: a flaw may be a change since then."""
        if posed:
            self._before.append((t, values))
        while self._before and self._before[0][0] < t - BEFORE and len(self._before) > 1:
            self._before.popleft()

    def _number(self, flaw: Flaw, values: Values) -> float:
        """Return what a flaw that lasts is judged by."""
        column = self._index[flaw.measure]
        number = values[column]
        if flaw.baseline:
            known = [row[column] for _, row in self._before if not math.isnan(row[column])]
            number -= median(known) if known else math.nan
        return -number if flaw.mirrored and self.side is Side.RIGHT else number

    def _held_one(self, span: Span | None) -> list[Observation]:
        if span is None:
            return []
        hold = Hold(start=span.start, end=span.end, seconds=span.seconds, side=self.side or Side.BOTH)
        self._held += span.seconds
        return [hold]

    def _while_moving(self, t: float, found: list[Fault], *, moving: bool) -> list[Fault]:
        """Return of the faults between repetitions those to tell of now."""
        self._waiting |= {(fault.id, fault.start): fault for fault in found}
        if moving:
            last = [fault for persistence in self._lasting if (fault := persistence.fault) is not None]
            due = {key: fault for key, fault in self._waiting.items() if t - fault.end <= NEARBY or key in self._told}
            due |= {key: fault for fault in last if (key := (fault.id, fault.start)) not in self._told}
            self._waiting.clear()
        else:
            due = {key: fault for key, fault in self._waiting.items() if key in self._told}
            self._waiting = {key: fault for key, fault in self._waiting.items() if key not in self._told}
        self._told |= due.keys()
        return [*due.values()]

    def _last(self, t: float, values: Values) -> list[Fault]:
        """Return the faults that have lasted, or are over."""
        found: list[Fault] = []
        for persistence in self._lasting:
            fault = persistence.take(t, self._number(persistence.flaw, values))
            if fault is not None:
                self._faults.append(fault)
                found.append(fault)
        return found

    def _end_faults(self) -> list[Fault]:
        ended = [fault for persistence in self._lasting if (fault := persistence.end()) is not None]
        self._faults += ended
        return ended

    def _rep(self, turn: Turn) -> list[Observation]:
        """Return a repetition with its faults."""
        self.reps += 1
        peaks = [fault for flaw in self._at_peak if (fault := self._peak_fault(flaw, turn)) is not None]
        now = [fault for persistence in self._lasting if (fault := persistence.fault) is not None]
        lasted = [fault for fault in (*self._faults, *now) if (fault.id, fault.start) in self._told]
        seen = {fault.id for fault in lasted if fault.end >= turn.start}
        seen |= {fault.id for fault in peaks}
        self._faults.clear()  # what has ended cannot reach into the next
        rep = Rep(
            start=turn.start,
            peak=turn.peak,
            end=turn.end,
            range=turn.range,
            side=self._side_of(turn),
            faults=tuple(flaw.id for flaw in self._watch.flaws if flaw.id in seen),
        )
        return [*peaks, rep]

    def _peak_fault(self, flaw: Flaw, turn: Turn) -> Fault | None:
        if flaw.measure in self._index:
            number = _median(turn.top, self._index[flaw.measure])
            if flaw.baseline:
                number -= _median(turn.bottom, self._index[flaw.measure])
        else:
            number = turn.way_back
        if not badness(flaw, number) >= 1:
            return None
        return Fault(id=flaw.id, start=turn.top[0].t, end=turn.end)

    def _side_of(self, turn: Turn) -> Side:
        which = self._watch.side
        if self._side in {Side.LEFT, Side.RIGHT} or which is None:
            return self._side or Side.BOTH
        column = self._index[which.measure]
        if which.by == "sign":
            leftness = _median(turn.top, column)
        else:
            leftness = turn.back.values[column] - (turn.bottom[-1].values[column] if turn.bottom else math.nan)
        if math.isnan(leftness) or not leftness:
            return Side.BOTH
        self._leftness = leftness
        return Side.LEFT if leftness > 0 else Side.RIGHT


def _every(kept: list[bool]) -> bool:
    """Return whether all are kept; a list, so that each has been asked and remembers."""
    return all(kept)


def _median(samples: Sequence[Sample], column: int) -> float:
    known = [one.values[column] for one in samples if not math.isnan(one.values[column])]
    return median(known) if known else math.nan
