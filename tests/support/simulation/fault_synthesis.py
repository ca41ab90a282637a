"""Fault synthesis: a small change of the figure that takes a fault's measure past its bound.

Nothing here knows any exercise. Of all numbers of the figure's posture those are changed, always or at the height of
the movement, that move the fault's measure with the least change of everything else that is measured: repetitions
still count, the posture stays, and no other fault appears. It is a problem of least squares, solved by damped
Gauss-Newton steps; a penalty on every change keeps them few and small.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from rearguard.body.quantity import QUANTITIES
from rearguard.body.recording import FloatArray
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import FaultRule, MeasureLimit, WatchSpec, adjust_watch
from support.simulation.cycle import Amount, Change, CyclePostures, build_cycle, build_motion, measure_displacement
from support.simulation.ideal_measures import find_fault_window, list_measures, measure_bodies
from support.simulation.posture_change import NumberPath, list_numbers, step_size
from support.simulation.viewpoint import Viewpoint, fit_viewpoint

PHASES = np.arange(10) / 10
"""At these a fault is dialled in: enough for what a cycle does."""

TARGET_STRENGTH_MARGINS = 1.65
"""Margins past the bound to aim at, so that 1.5 are reached by all people."""

SEARCH_STEPS, CHANGED_NUMBERS = 5, 16
"""Steps of the search, and of how many numbers the change is made in the end."""

FULL_RANGE_FACTOR, CONSTRAINT_WEIGHT = 1.3, 8
"""Of the least range that counts: so far a repetition goes still. And how firmly that, and the posture, are kept."""

CHANGE_COST = 0.15
"""Of changing a number by its unit."""

CAMERA_HEIGHTS_M = {"floor": 0.4, "seat": 0.65, "hip": 0.95}


@cache
def synthesise_fault(exercise: Exercise, level: Level, fault: FaultRule) -> Change:
    """Return the change of an exercise's figure that causes a fault; it may fall short where no body can do it."""
    return _Search(exercise, level, fault).change()


def is_posture_fault(fault: FaultRule) -> bool:
    """Whether a fault concerns posture; otherwise it concerns time."""
    return bool(QUANTITIES[fault.measure].landmarks)


def build_reference_viewpoint(exercise: Exercise, bodies: FloatArray) -> Viewpoint:
    """Return the camera exactly where the file asks for it; the left side is nearer."""
    watch = exercise.watch
    place, height = (watch.camera.place, watch.camera.height) if watch else ("front", "hip")
    return fit_viewpoint(
        bodies,
        yaw=0.0 if place == "front" else 90.0,
        height=CAMERA_HEIGHTS_M[height],
        size=(640, 480),
        view_angle=42.0,
        fill_share=0.8,
    )


class _Search:
    def __init__(self, exercise: Exercise, level: Level, flaw: FaultRule) -> None:
        if exercise.watch is None:
            raise ValueError(f"{exercise.id} has no watch")
        self.fault = flaw
        self.watch: WatchSpec = adjust_watch(exercise.watch, level.watch)
        self.names = list_measures(self.watch)
        self.shapes = CyclePostures(exercise, level, PHASES)
        whole = build_cycle(exercise, level, Side.LEFT)
        self.bodies = whole.interpolate(PHASES)
        self.viewpoint = build_reference_viewpoint(exercise, self.bodies)
        self.active = measure_displacement(self.bodies)
        self.plain = self._values(self.bodies)
        self.window = find_fault_window(flaw, self.active, self._column(self.plain, flaw), whole.seconds)
        paths = [path for path, _ in list_numbers(build_motion(exercise, level).pose_at(0.0))]
        # A measure relative to the start, before the first repetition, changes only within the repetition.
        when = (True,) if flaw.baseline and flaw.when == "peak" else (False, True) if self.active.any() else (False,)
        self.columns: list[tuple[NumberPath, bool]] = [(path, active) for path in paths for active in when]

    def change(self) -> Change:
        columns = list(self.columns)
        amounts = np.zeros(len(columns))
        damping, residuals = 0.1, self._residuals(self._seen(self._made(columns, amounts)), amounts)
        for step in range(SEARCH_STEPS):
            slopes = self._slopes(columns, amounts, residuals)
            for _ in range(4):
                normal = slopes.T @ slopes + damping * np.eye(len(columns))
                tried = amounts - np.linalg.solve(normal, slopes.T @ residuals)
                new_residuals = self._residuals(self._seen(self._made(columns, tried)), tried)
                if new_residuals @ new_residuals < residuals @ residuals:
                    amounts, residuals, damping = tried, new_residuals, damping / 4
                    break
                damping *= 5
            else:
                break
            if step == 0 and len(columns) > CHANGED_NUMBERS:
                best = np.sort(np.argsort(-np.abs(amounts))[:CHANGED_NUMBERS])
                columns, amounts = [columns[i] for i in best], amounts[best]
                residuals = self._residuals(self._seen(self._made(columns, amounts)), amounts)
        return self._made(columns, amounts)

    def _made(self, columns: list[tuple[NumberPath, bool]], amounts: FloatArray) -> Change:
        change: dict[NumberPath, Amount] = {}
        for (path, active), amount in zip(columns, amounts, strict=True):
            size = float(amount) * step_size(path)
            before = change.get(path, Amount(0.0, 0.0))
            change[path] = Amount(before.always, size) if active else Amount(size, before.at_peak)
        return change

    def _seen(self, change: Change) -> FloatArray:
        return self._values(self.shapes.build_bodies(change))

    def _values(self, bodies: FloatArray) -> FloatArray:
        measures = measure_bodies(self.names, bodies, self.viewpoint)
        return np.where(
            np.isnan(measures), np.tile(getattr(self, "plain", measures), (len(measures) // len(PHASES), 1)), measures
        )

    def _slopes(self, columns: list[tuple[NumberPath, bool]], amounts: FloatArray, residuals: FloatArray) -> FloatArray:
        """Return the derivatives of the residuals by each number; all changed bodies are measured in one call."""
        little = 0.2
        nudged = np.repeat(amounts[None], len(columns), axis=0) + little * np.eye(len(columns))
        bodies = [self.shapes.build_bodies(self._made(columns, row)) for row in nudged]
        values = self._values(np.concatenate(bodies)).reshape(len(columns), len(PHASES), -1)
        return np.stack(
            [
                (self._residuals(measures, row) - residuals) / little
                for measures, row in zip(values, nudged, strict=True)
            ],
            axis=1,
        )

    def _column(self, measures: FloatArray, fault: FaultRule) -> FloatArray:
        if fault.measure not in self.names:
            return np.zeros(len(measures))
        column: FloatArray = measures[:, self.names.index(fault.measure)]
        # Before a hold the person stands or lies neutrally: level.
        return column - np.median(column[self._rest]) if fault.baseline and fault.when == "peak" else column

    def _past(self, measures: FloatArray, fault: FaultRule) -> FloatArray:
        """Return how far past its bound a fault is, in margins."""
        column = self._column(measures, fault)
        past: FloatArray = column - fault.above if fault.above is not None else (fault.below or 0.0) - column
        return past / fault.margin

    @property
    def _rest(self) -> NDArray[np.bool_]:
        return self.active < 0.03

    @property
    def _peak(self) -> NDArray[np.bool_]:
        return self.active > 0.97

    def _residuals(self, measures: FloatArray, amounts: FloatArray) -> FloatArray:
        past = self._past(measures, self.fault)[self.window]
        parts = [
            6 * np.maximum(TARGET_STRENGTH_MARGINS - past, 0),
            np.maximum(past - TARGET_STRENGTH_MARGINS - 0.4, 0),
            CHANGE_COST * amounts,
        ]
        parts += [
            self._counted(measures),
            *(self._within(measures, limit) for limit in (*self.watch.posture, *self.watch.view)),
        ]
        if self.watch.hold:
            parts += [self._within(measures, limit) for limit in self.watch.hold.within]
        for other in self.watch.flaws:
            if other.id != self.fault.id and other.measure in self.names:
                when = self._peak if other.when == "peak" else slice(None)
                bound = np.maximum(self._past(self.plain, other), -0.3)
                parts.append(2 * np.maximum(self._past(measures, other) - bound, 0)[when])
        return np.concatenate(parts)

    def _counted(self, measures: FloatArray) -> FloatArray:
        count = self.watch.count
        if count is None:
            return np.empty(0)
        at = self.names.index(count.measure)
        sign, wide = np.sign(count.up - count.down), abs(count.up - count.down)
        value, plain = sign * measures[:, at], sign * self.plain[:, at]
        far = np.maximum(sign * count.up + 0.25 * wide - value[self._peak], 0) / wide
        back = np.maximum(value[self._rest] - sign * count.down + 0.25 * wide, 0) / wide
        whole = min(FULL_RANGE_FACTOR * count.range, plain[self._peak].mean() - plain[self._rest].mean())
        short = np.maximum(whole - (value[self._peak].mean() - value[self._rest].mean()), 0) / wide
        other = count.measure != self.fault.measure
        return np.concatenate([4 * far, 4 * back, [CONSTRAINT_WEIGHT * short], 0.3 * other * (value - plain) / wide])

    def _within(self, measures: FloatArray, limit: MeasureLimit) -> FloatArray:
        at = self.names.index(limit.measure)
        scale = QUANTITIES[limit.measure].clear_change
        value, plain = measures[:, at], self.plain[:, at]
        missed = np.zeros(len(value))
        if limit.above is not None:
            missed += np.maximum(np.minimum(limit.above + 0.3 * scale, plain) - value, 0)
        if limit.below is not None:
            missed += np.maximum(value - np.maximum(limit.below - 0.3 * scale, plain), 0)
        return CONSTRAINT_WEIGHT * missed / scale
