"""Judges what is done, moment by moment: counts, holds and faults."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Mapping, Sequence
from statistics import median

from rearguard.coach.counter import RawRep, RepCounter, RepSample
from rearguard.coach.hold_detection import SETTLE_S, HoldDetector, HoldSpan, MaxDropCheck, StillnessCheck
from rearguard.coach.hysteresis import LimitCheck, severity
from rearguard.coach.persistence import FaultTracker
from rearguard.core.observation import Fault, Hold, Observation, Rep
from rearguard.core.side import Side
from rearguard.library.watch import FaultRule, WatchSpec

FAULT_NEAR_REP_S = 1.5
"""Seconds. Between repetitions a fault is told of when the next one follows so soon: who only stands there, before the
first or after the last, does nothing wrong."""

MAX_SIDE_SWAP_S = 1.2
"""Seconds. In a view from the side a pose model takes one leg for the other for so long; who changes legs takes longer
to hold again."""

HOLD_BASELINE_S = 3.0
"""Seconds before a hold that are its baseline: long enough to stand, short enough to be of the same place."""

MeasureValues = tuple[float, ...]


class SetJudge:
    """Takes filtered readings of the one who is followed."""

    def __init__(self, watch: WatchSpec, index: Mapping[str, int], side: Side | None) -> None:
        """Begin a set.

        Args:
            watch: what is watched.
            index: the column of each measure.
            side: the side that works, where it is known.
        """
        self._watch, self._index, self._side = watch, index, side
        self._counter = None if watch.count is None else RepCounter(watch.count)
        self._hold_rule = watch.hold
        self._hold_detector = None if watch.hold is None else HoldDetector(watch.hold.seconds, watch.hold.lapse)
        self._limit_checks = [] if watch.hold is None else [LimitCheck(limit, index) for limit in watch.hold.within]
        self._stillness_checks = (
            [] if watch.hold is None else [(index[s.measure], StillnessCheck(s)) for s in watch.hold.still]
        )
        self._drop_checks = [] if watch.hold is None else [(index[k.measure], MaxDropCheck(k)) for k in watch.hold.kept]
        self._persistent_faults = [FaultTracker(flaw) for flaw in watch.flaws if flaw.when == "always"]
        self._peak_rules = [flaw for flaw in watch.flaws if flaw.when == "peak"]
        self._main_column = index[watch.count.measure if watch.count else watch.hold.within[0].measure]  # type: ignore[union-attr] # one of the two is there
        self._ended_faults: list[Fault] = []
        self._pending_faults: dict[tuple[str, float], Fault] = {}
        self._reported: set[tuple[str, float]] = set()
        self._side_score = 0.0
        self._nearly_since: float | None = None
        self._last_t: float | None = None
        self._other_side_since: float | None = None
        self._was_right = False
        self._before_hold: deque[tuple[float, MeasureValues]] = deque()
        self.reps = 0
        self._held_s = 0.0
        self.current_value: float | None = None

    @property
    def held_s(self) -> float:
        """Seconds held so far."""
        now = None if self._hold_detector is None else self._hold_detector.current_hold
        return self._held_s + (0.0 if now is None else now.seconds)

    @property
    def is_holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold_detector is not None and self._hold_detector.current_hold is not None

    @property
    def is_moving(self) -> bool:
        """Whether one is far enough in a repetition that is not over yet."""
        return self._counter is not None and self._counter.is_moving

    @property
    def side(self) -> Side | None:
        """The side that works, as far as it is known."""
        if self._side in {Side.LEFT, Side.RIGHT} or self._watch.side is None or not self._side_score:
            return self._side
        return Side.LEFT if self._side_score > 0 else Side.RIGHT

    def update(
        self, t: float, values: MeasureValues, raw: MeasureValues, *, inside: bool, since: float | None, size: float
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
        self.current_value = values[self._main_column]
        found: list[Observation] = []
        ready = since is not None
        if not (inside or ready):
            return self.stop()
        if self._counter is not None:
            sample = RepSample(
                t, values[self._main_column], raw[self._main_column], values, in_posture=inside, size=size
            )
            turn = self._counter.update(sample, math.inf if since is None else since)
            if ready:
                found += self._faults_to_report(t, self._update_faults(t, values), moving=self._counter.is_moving)
                found += [] if turn is None else self._record_rep(turn)
        elif self._hold_detector is not None:
            found += self._update_hold(t, values, inside=inside and ready)
        return found

    def stop(self) -> list[Observation]:
        """Drop what can't be judged any more, and close what has been."""
        self.current_value = None
        found: list[Observation] = []
        if self._counter is not None:
            self._counter.reset()
        if self._hold_detector is not None:
            found += self._record_hold(self._hold_detector.finish())
        ended = self._end_faults()
        return [
            *found,
            *(fault for fault in ended if self._hold_detector is not None or (fault.id, fault.start) in self._reported),
        ]

    def finish(self, *, ready: bool) -> list[Observation]:
        """Close what is under way as the set ends."""
        turn = self._counter.finish() if self._counter is not None and ready else None
        return [*([] if turn is None else self._record_rep(turn)), *self.stop()]

    def _update_hold(self, t: float, values: MeasureValues, *, inside: bool) -> list[Observation]:
        assert self._hold_detector is not None  # noqa: S101 - for the type checker
        holder, which = self._hold_detector, self._watch.side
        right = _all([bounds.update(values) for bounds in self._limit_checks]) and inside
        nearly = inside and all(bounds.is_nearly_within(values) for bounds in self._limit_checks)
        if not nearly:
            self._nearly_since = None
        elif self._nearly_since is None:  # it came to be so between two looks: half-way, as far as anybody knows
            self._nearly_since = t if self._last_t is None else (self._last_t + t) / 2
        self._last_t = t
        sign = 0.0
        if which is not None and right:
            number = values[self._index[which.measure]]
            sign = 0.0 if math.isnan(number) else math.copysign(1.0, number)
            right = self._same_side(t, sign)
        self._was_right = right
        if holder.held_since is None:
            self._side_score = 0.0
            self._remember_baseline(t, values, posed=inside and not nearly)
        if right and not (
            self._is_still(t, values, holder.held_since) and self._is_as_begun(t, values, holder.held_since)
        ):
            right = False
        found: list[Observation] = self._record_hold(holder.update(t, inside=right, since=self._nearly_since))
        if right:
            self._side_score += sign
        if holder.held_since is None:
            return [*found, *self._end_faults()]
        return [*found, *self._update_faults(t, values)]

    def _same_side(self, t: float, sign: float) -> bool:
        """Return whether this is the side that is held, or may be taken for the other one: a hold is of one side.

        Only what is held on may have been swapped: who steps out of it to the other side, as in walking, has changed.
        """
        if sign * self._side_score >= 0:
            self._other_side_since = None
        elif self._was_right:
            self._other_side_since = t if self._other_side_since is None else self._other_side_since
        return sign * self._side_score >= 0 or (self._was_right and t - (self._other_side_since or t) < MAX_SIDE_SWAP_S)

    def _is_still(self, t: float, values: MeasureValues, start: float | None) -> bool:
        """Return whether what must keep still does, once there was time to settle."""
        if start is None or t - start < SETTLE_S:
            for _, steadiness in self._stillness_checks:
                steadiness.reset()
            return True
        return _all([steadiness.update(t, values[column]) for column, steadiness in self._stillness_checks])

    def _is_as_begun(self, t: float, values: MeasureValues, start: float | None) -> bool:
        """Return whether what must stay as it was when the hold began does."""
        if start is None:
            for _, keeping in self._drop_checks:
                keeping.reset()
            return True
        return _all([keeping.update(t - start, values[column]) for column, keeping in self._drop_checks])

    def _remember_baseline(self, t: float, values: MeasureValues, *, posed: bool) -> None:
        """Remember how one is in posture and does not hold yet: a flaw may be a change since then."""
        if posed:
            self._before_hold.append((t, values))
        while self._before_hold and self._before_hold[0][0] < t - HOLD_BASELINE_S and len(self._before_hold) > 1:
            self._before_hold.popleft()

    def _fault_measure(self, rule: FaultRule, values: MeasureValues) -> float:
        """Return what a flaw that lasts is judged by."""
        column = self._index[rule.measure]
        number = values[column]
        if rule.baseline:
            known = [row[column] for _, row in self._before_hold if not math.isnan(row[column])]
            number -= median(known) if known else math.nan
        return -number if rule.mirrored and self.side is Side.RIGHT else number

    def _record_hold(self, span: HoldSpan | None) -> list[Observation]:
        if span is None:
            return []
        hold = Hold(start=span.start, end=span.end, seconds=span.seconds, side=self.side or Side.BOTH)
        self._held_s += span.seconds
        return [hold]

    def _faults_to_report(self, t: float, found: list[Fault], *, moving: bool) -> list[Fault]:
        """Return of the faults between repetitions those to tell of now."""
        self._pending_faults |= {(fault.id, fault.start): fault for fault in found}
        if moving:
            last = [
                fault for persistence in self._persistent_faults if (fault := persistence.current_fault) is not None
            ]
            due = {
                key: fault
                for key, fault in self._pending_faults.items()
                if t - fault.end <= FAULT_NEAR_REP_S or key in self._reported
            }
            due |= {key: fault for fault in last if (key := (fault.id, fault.start)) not in self._reported}
            self._pending_faults.clear()
        else:
            due = {key: fault for key, fault in self._pending_faults.items() if key in self._reported}
            self._pending_faults = {
                key: fault for key, fault in self._pending_faults.items() if key not in self._reported
            }
        self._reported |= due.keys()
        return [*due.values()]

    def _update_faults(self, t: float, values: MeasureValues) -> list[Fault]:
        """Return the faults that have lasted, or are over."""
        found: list[Fault] = []
        for persistence in self._persistent_faults:
            fault = persistence.update(t, self._fault_measure(persistence.rule, values))
            if fault is not None:
                self._ended_faults.append(fault)
                found.append(fault)
        return found

    def _end_faults(self) -> list[Fault]:
        ended = [fault for persistence in self._persistent_faults if (fault := persistence.finish()) is not None]
        self._ended_faults += ended
        return ended

    def _record_rep(self, turn: RawRep) -> list[Observation]:
        """Return a repetition with its faults."""
        self.reps += 1
        peaks = [fault for flaw in self._peak_rules if (fault := self._peak_fault(flaw, turn)) is not None]
        now = [fault for persistence in self._persistent_faults if (fault := persistence.current_fault) is not None]
        lasted = [fault for fault in (*self._ended_faults, *now) if (fault.id, fault.start) in self._reported]
        seen = {fault.id for fault in lasted if fault.end >= turn.start}
        seen |= {fault.id for fault in peaks}
        self._ended_faults.clear()  # what has ended cannot reach into the next
        rep = Rep(
            start=turn.start,
            peak=turn.peak,
            end=turn.end,
            range=turn.range,
            side=self._side_of(turn),
            faults=tuple(flaw.id for flaw in self._watch.flaws if flaw.id in seen),
        )
        return [*peaks, rep]

    def _peak_fault(self, rule: FaultRule, turn: RawRep) -> Fault | None:
        if rule.measure in self._index:
            number = _median(turn.peak_samples, self._index[rule.measure])
            if rule.baseline:
                number -= _median(turn.bottom_samples, self._index[rule.measure])
        else:
            number = turn.return_seconds
        if not severity(rule, number) >= 1:
            return None
        return Fault(id=rule.id, start=turn.peak_samples[0].t, end=turn.end)

    def _side_of(self, turn: RawRep) -> Side:
        which = self._watch.side
        if self._side in {Side.LEFT, Side.RIGHT} or which is None:
            return self._side or Side.BOTH
        column = self._index[which.measure]
        if which.by == "sign":
            leftness = _median(turn.peak_samples, column)
        else:
            leftness = turn.end_sample.values[column] - (
                turn.bottom_samples[-1].values[column] if turn.bottom_samples else math.nan
            )
        if math.isnan(leftness) or not leftness:
            return Side.BOTH
        self._side_score = leftness
        return Side.LEFT if leftness > 0 else Side.RIGHT


def _all(kept: list[bool]) -> bool:
    """Return whether all are kept; a list, so that each has been asked and remembers."""
    return all(kept)


def _median(samples: Sequence[RepSample], column: int) -> float:
    known = [one.values[column] for one in samples if not math.isnan(one.values[column])]
    return median(known) if known else math.nan
