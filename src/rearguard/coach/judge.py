"""The judge of a set: counts, holds and faults, frame by frame."""

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
"""Seconds. A fault between repetitions is reported if the next one follows this soon; standing before the first or
after the last repetition is no fault."""

MAX_SIDE_SWAP_S = 1.2
"""Seconds for which a pose model may confuse the legs in a side view; a real change of legs takes longer until the
position is held again."""

HOLD_BASELINE_S = 3.0
"""Seconds before a hold that are its baseline: long enough to stand still, short enough to be at the same place."""

MeasureValues = tuple[float, ...]


class SetJudge:
    """A judge of one set, updated with the filtered measures of the followed person."""

    def __init__(self, watch: WatchSpec, index: Mapping[str, int], side: Side | None) -> None:
        """Begin a set.

        Args:
            watch: the exercise's.
            index: the column of each measure.
            side: the working side, if it is known.
        """
        self._watch, self._index, self._side = watch, index, side
        self._counter = None if watch.count is None else RepCounter(watch.count)
        self._hold_rule = watch.hold
        self._hold_detector = None if watch.hold is None else HoldDetector(watch.hold.seconds, watch.hold.lapse)
        self._limit_checks = [] if watch.hold is None else [LimitCheck(limit, index) for limit in watch.hold.within]
        self._stillness_checks = (
            [] if watch.hold is None else [(index[rule.measure], StillnessCheck(rule)) for rule in watch.hold.still]
        )
        self._drop_checks = (
            [] if watch.hold is None else [(index[rule.measure], MaxDropCheck(rule)) for rule in watch.hold.kept]
        )
        self._fault_trackers = [FaultTracker(rule) for rule in watch.flaws if rule.when == "always"]
        self._peak_rules = [rule for rule in watch.flaws if rule.when == "peak"]
        self._main_column = index[watch.count.measure if watch.count else watch.hold.within[0].measure]  # type: ignore[union-attr] # exactly one of the two is set
        self._ended_faults: list[Fault] = []
        self._pending_faults: dict[tuple[str, float], Fault] = {}
        self._reported: set[tuple[str, float]] = set()
        self._side_score = 0.0
        self._nearly_since: float | None = None
        self._last_t: float | None = None
        self._other_side_since: float | None = None
        self._was_correct = False
        self._before_hold: deque[tuple[float, MeasureValues]] = deque()
        self.reps = 0
        self._held_s = 0.0
        self.current_value: float | None = None

    @property
    def held_s(self) -> float:
        """Seconds held so far."""
        hold = None if self._hold_detector is None else self._hold_detector.current_hold
        return self._held_s + (0.0 if hold is None else hold.seconds)

    @property
    def is_holding(self) -> bool:
        """Whether a hold is under way."""
        return self._hold_detector is not None and self._hold_detector.current_hold is not None

    @property
    def is_moving(self) -> bool:
        """Whether a repetition is under way."""
        return self._counter is not None and self._counter.is_moving

    @property
    def side(self) -> Side | None:
        """The working side; None while it is unknown."""
        if self._side in {Side.LEFT, Side.RIGHT} or self._watch.side is None or not self._side_score:
            return self._side
        return Side.LEFT if self._side_score > 0 else Side.RIGHT

    def update(
        self, t: float, values: MeasureValues, raw: MeasureValues, *, inside: bool, since: float | None, size: float
    ) -> list[Observation]:
        """Process a frame in which all required measures are known.

        Args:
            t: the time.
            values: the measures, filtered.
            raw: the measures, unfiltered.
            inside: whether the person is in posture and seen from the right side in this frame.
            since: the time since which this is confirmed; None: it is not, and nothing counts.
            size: the person's size in the picture.
        """
        self.current_value = values[self._main_column]
        observations: list[Observation] = []
        is_ready = since is not None
        if not (inside or is_ready):
            return self.stop()
        if self._counter is not None:
            sample = RepSample(
                t, values[self._main_column], raw[self._main_column], values, in_posture=inside, size=size
            )
            rep = self._counter.update(sample, math.inf if since is None else since)
            if is_ready:
                faults = self._update_faults(t, values)
                observations += self._faults_to_report(t, faults, moving=self._counter.is_moving)
                observations += [] if rep is None else self._record_rep(rep)
        elif self._hold_detector is not None:
            observations += self._update_hold(t, values, inside=inside and is_ready)
        return observations

    def stop(self) -> list[Observation]:
        """Drop the current repetition, and return the hold and the faults that end here."""
        self.current_value = None
        observations: list[Observation] = []
        if self._counter is not None:
            self._counter.reset()
        if self._hold_detector is not None:
            observations += self._record_hold(self._hold_detector.finish())
        faults = self._end_faults()
        if self._hold_detector is None:
            faults = [fault for fault in faults if (fault.id, fault.start) in self._reported]
        return [*observations, *faults]

    def finish(self, *, ready: bool) -> list[Observation]:
        """Return what is completed by the end of the set; `ready`: the person is in posture."""
        rep = self._counter.finish() if self._counter is not None and ready else None
        return [*([] if rep is None else self._record_rep(rep)), *self.stop()]

    def _update_hold(self, t: float, values: MeasureValues, *, inside: bool) -> list[Observation]:
        assert self._hold_detector is not None  # noqa: S101 - for the type checker
        detector, side_rule = self._hold_detector, self._watch.side
        is_correct = _all([limit.update(values) for limit in self._limit_checks]) and inside
        is_nearly_correct = inside and all(limit.is_nearly_within(values) for limit in self._limit_checks)
        if not is_nearly_correct:
            self._nearly_since = None
        elif self._nearly_since is None:  # reached between two frames: the middle is the best estimate
            self._nearly_since = t if self._last_t is None else (self._last_t + t) / 2
        self._last_t = t
        sign = 0.0
        if side_rule is not None and is_correct:
            number = values[self._index[side_rule.measure]]
            sign = 0.0 if math.isnan(number) else math.copysign(1.0, number)
            is_correct = self._is_same_side(t, sign)
        self._was_correct = is_correct
        if detector.held_since is None:
            self._side_score = 0.0
            self._remember_baseline(t, values, is_before_hold=inside and not is_nearly_correct)
        if is_correct and not (
            self._is_still(t, values, detector.held_since) and self._is_as_at_start(t, values, detector.held_since)
        ):
            is_correct = False
        holds = self._record_hold(detector.update(t, inside=is_correct, since=self._nearly_since))
        if is_correct:
            self._side_score += sign
        if detector.held_since is None:
            return [*holds, *self._end_faults()]
        return [*holds, *self._update_faults(t, values)]

    def _is_same_side(self, t: float, sign: float) -> bool:
        """Return whether this is the held side, or a short confusion of the legs: a hold has one side.

        Only an uninterrupted hold can be a confusion; stepping over to the other side, as in walking, is a change.
        """
        if sign * self._side_score >= 0:
            self._other_side_since = None
        elif self._was_correct:
            self._other_side_since = t if self._other_side_since is None else self._other_side_since
        return sign * self._side_score >= 0 or (
            self._was_correct and t - (self._other_side_since or t) < MAX_SIDE_SWAP_S
        )

    def _is_still(self, t: float, values: MeasureValues, start: float | None) -> bool:
        """Return whether the measures with a stillness rule keep still, once there was time to settle."""
        if start is None or t - start < SETTLE_S:
            for _, check in self._stillness_checks:
                check.reset()
            return True
        return _all([check.update(t, values[column]) for column, check in self._stillness_checks])

    def _is_as_at_start(self, t: float, values: MeasureValues, start: float | None) -> bool:
        """Return whether the measures with a drop rule are still near their values at the hold's start."""
        if start is None:
            for _, check in self._drop_checks:
                check.reset()
            return True
        return _all([check.update(t - start, values[column]) for column, check in self._drop_checks])

    def _remember_baseline(self, t: float, values: MeasureValues, *, is_before_hold: bool) -> None:
        """Store the measures in posture before a hold: a fault may be a change since then."""
        if is_before_hold:
            self._before_hold.append((t, values))
        while self._before_hold and self._before_hold[0][0] < t - HOLD_BASELINE_S and len(self._before_hold) > 1:
            self._before_hold.popleft()

    def _fault_measure(self, rule: FaultRule, values: MeasureValues) -> float:
        """Return the number by which a lasting fault is judged."""
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

    def _faults_to_report(self, t: float, faults: list[Fault], *, moving: bool) -> list[Fault]:
        """Return the faults to report now; those between repetitions wait for the next repetition."""
        self._pending_faults |= {(fault.id, fault.start): fault for fault in faults}
        if moving:
            current = [fault for tracker in self._fault_trackers if (fault := tracker.current_fault) is not None]
            due = {
                key: fault
                for key, fault in self._pending_faults.items()
                if t - fault.end <= FAULT_NEAR_REP_S or key in self._reported
            }
            due |= {key: fault for fault in current if (key := (fault.id, fault.start)) not in self._reported}
            self._pending_faults.clear()
        else:
            due = {key: fault for key, fault in self._pending_faults.items() if key in self._reported}
            self._pending_faults = {
                key: fault for key, fault in self._pending_faults.items() if key not in self._reported
            }
        self._reported |= due.keys()
        return [*due.values()]

    def _update_faults(self, t: float, values: MeasureValues) -> list[Fault]:
        """Return the faults that have lasted long enough, or are over."""
        faults: list[Fault] = []
        for tracker in self._fault_trackers:
            fault = tracker.update(t, self._fault_measure(tracker.rule, values))
            if fault is not None:
                self._ended_faults.append(fault)
                faults.append(fault)
        return faults

    def _end_faults(self) -> list[Fault]:
        faults = [fault for tracker in self._fault_trackers if (fault := tracker.finish()) is not None]
        self._ended_faults += faults
        return faults

    def _record_rep(self, raw_rep: RawRep) -> list[Observation]:
        """Return a repetition with its faults."""
        self.reps += 1
        peak_faults = [fault for rule in self._peak_rules if (fault := self._peak_fault(rule, raw_rep)) is not None]
        current = [fault for tracker in self._fault_trackers if (fault := tracker.current_fault) is not None]
        lasting = [fault for fault in (*self._ended_faults, *current) if (fault.id, fault.start) in self._reported]
        fault_ids = {fault.id for fault in lasting if fault.end >= raw_rep.start}
        fault_ids |= {fault.id for fault in peak_faults}
        self._ended_faults.clear()  # an ended fault can't reach into the next repetition
        rep = Rep(
            start=raw_rep.start,
            peak=raw_rep.peak,
            end=raw_rep.end,
            range=raw_rep.range,
            side=self._side_of(raw_rep),
            faults=tuple(rule.id for rule in self._watch.flaws if rule.id in fault_ids),
        )
        return [*peak_faults, rep]

    def _peak_fault(self, rule: FaultRule, rep: RawRep) -> Fault | None:
        if rule.measure in self._index:
            number = _median(rep.peak_samples, self._index[rule.measure])
            if rule.baseline:
                number -= _median(rep.bottom_samples, self._index[rule.measure])
        else:
            number = rep.return_seconds
        if not severity(rule, number) >= 1:
            return None
        return Fault(id=rule.id, start=rep.peak_samples[0].t, end=rep.end)

    def _side_of(self, rep: RawRep) -> Side:
        side_rule = self._watch.side
        if self._side in {Side.LEFT, Side.RIGHT} or side_rule is None:
            return self._side or Side.BOTH
        column = self._index[side_rule.measure]
        if side_rule.by == "sign":
            leftness = _median(rep.peak_samples, column)
        else:
            leftness = rep.end_sample.values[column] - (
                rep.bottom_samples[-1].values[column] if rep.bottom_samples else math.nan
            )
        if math.isnan(leftness) or not leftness:
            return Side.BOTH
        self._side_score = leftness
        return Side.LEFT if leftness > 0 else Side.RIGHT


def _all(results: list[bool]) -> bool:
    """Return whether all results are true; a list, because every check must be updated at every frame."""
    return all(results)


def _median(samples: Sequence[RepSample], column: int) -> float:
    known = [sample.values[column] for sample in samples if not math.isnan(sample.values[column])]
    return median(known) if known else math.nan
