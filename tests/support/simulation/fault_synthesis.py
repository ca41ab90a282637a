"""How a fault is dialled in: a small change of the figure that takes the fault's measure past its bound.

Nothing here knows any exercise. Of all numbers of the figure's posture those are changed, always or at the height of
the movement, that move the fault's measure with the least change of everything else that is watched: what counts
still counts, the posture stays, and no other fault comes along. It is a problem of least squares, solved by damped
Gauss-Newton steps; a penalty on every change keeps them few and small.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from rearguard.body.quantity import QUANTITIES
from rearguard.body.recording import Array
from rearguard.core.side import Side
from rearguard.library.exercise import Exercise, Level
from rearguard.library.watch import Flaw, Limit, Watch, watch_at
from support.simulation.cycle import Amount, Change, Shapes, activity, cycle, drawn
from support.simulation.ideal_measures import names, values, window
from support.simulation.posture_change import Path, numbers, unit
from support.simulation.viewpoint import Viewpoint, fitting

PHASES = np.arange(10) / 10
"""At these a fault is dialled in: enough for what a cycle does."""

STRENGTH = 1.65
"""Margins past the bound to aim at, so that 1.5 are reached by all people."""

STEPS, KEPT = 5, 16
"""Steps of the search, and of how many numbers the change is made in the end."""

WHOLE, FIRM = 1.3, 8
"""Of the least range that counts: so far a repetition goes still. And how firmly that, and the posture, are kept."""

COST = 0.15
"""Of changing a number by its unit."""

HEIGHTS = {"floor": 0.4, "seat": 0.65, "hip": 0.95}


@cache
def fault(exercise: Exercise, level: Level, flaw: Flaw) -> Change:
    """Return the change of an exercise's figure that is a fault; it may fall short where no body can do it."""
    return _Search(exercise, level, flaw).change()


def posed(flaw: Flaw) -> bool:
    """Whether a fault is one of posture; else it is one of time."""
    return bool(QUANTITIES[flaw.measure].marks)


def canonical(exercise: Exercise, bodies: Array) -> Viewpoint:
    """Return the camera just where the file asks for it; the left side is nearer."""
    watch = exercise.watch
    place, height = (watch.camera.place, watch.camera.height) if watch else ("front", "hip")
    return fitting(
        bodies, yaw=0.0 if place == "front" else 90.0, height=HEIGHTS[height], size=(640, 480), view=42.0, room=0.8
    )


class _Search:
    def __init__(self, exercise: Exercise, level: Level, flaw: Flaw) -> None:
        if exercise.watch is None:
            raise ValueError(f"{exercise.id} has no watch")
        self.flaw = flaw
        self.watch: Watch = watch_at(exercise.watch, level.watch)
        self.names = names(self.watch)
        self.shapes = Shapes(exercise, level, PHASES)
        whole = cycle(exercise, level, Side.LEFT)
        self.bodies = whole.at(PHASES)
        self.viewpoint = canonical(exercise, self.bodies)
        self.active = activity(self.bodies)
        self.plain = self._values(self.bodies)
        self.window = window(flaw, self.active, self._column(self.plain, flaw), whole.seconds)
        paths = [path for path, _ in numbers(drawn(exercise, level).posture(0.0))]
        # What is judged against how it was before the first repetition changes only in the repetition.
        when = (True,) if flaw.baseline and flaw.when == "peak" else (False, True) if self.active.any() else (False,)
        self.columns: list[tuple[Path, bool]] = [(path, active) for path in paths for active in when]

    def change(self) -> Change:
        columns = list(self.columns)
        amounts = np.zeros(len(columns))
        damping, found = 0.1, self._residuals(self._seen(self._made(columns, amounts)), amounts)
        for step in range(STEPS):
            slopes = self._slopes(columns, amounts, found)
            for _ in range(4):
                normal = slopes.T @ slopes + damping * np.eye(len(columns))
                tried = amounts - np.linalg.solve(normal, slopes.T @ found)
                left = self._residuals(self._seen(self._made(columns, tried)), tried)
                if left @ left < found @ found:
                    amounts, found, damping = tried, left, damping / 4
                    break
                damping *= 5
            else:
                break
            if step == 0 and len(columns) > KEPT:
                best = np.sort(np.argsort(-np.abs(amounts))[:KEPT])
                columns, amounts = [columns[i] for i in best], amounts[best]
                found = self._residuals(self._seen(self._made(columns, amounts)), amounts)
        return self._made(columns, amounts)

    def _made(self, columns: list[tuple[Path, bool]], amounts: Array) -> Change:
        made: dict[Path, Amount] = {}
        for (path, active), amount in zip(columns, amounts, strict=True):
            size = float(amount) * unit(path)
            before = made.get(path, Amount(0.0, 0.0))
            made[path] = Amount(before.always, size) if active else Amount(size, before.active)
        return made

    def _seen(self, change: Change) -> Array:
        return self._values(self.shapes.changed(change))

    def _values(self, bodies: Array) -> Array:
        seen = values(self.names, bodies, self.viewpoint)
        return np.where(np.isnan(seen), np.tile(getattr(self, "plain", seen), (len(seen) // len(PHASES), 1)), seen)

    def _slopes(self, columns: list[tuple[Path, bool]], amounts: Array, found: Array) -> Array:
        """Return how the residuals change with each number; all changed bodies are looked at in one go."""
        little = 0.2
        nudged = np.repeat(amounts[None], len(columns), axis=0) + little * np.eye(len(columns))
        bodies = [self.shapes.changed(self._made(columns, row)) for row in nudged]
        seen = self._values(np.concatenate(bodies)).reshape(len(columns), len(PHASES), -1)
        return np.stack(
            [(self._residuals(one, row) - found) / little for one, row in zip(seen, nudged, strict=True)], axis=1
        )

    def _column(self, seen: Array, flaw: Flaw) -> Array:
        if flaw.measure not in self.names:
            return np.zeros(len(seen))
        column: Array = seen[:, self.names.index(flaw.measure)]
        # Before what is held one stands or lies there as everybody does: level.
        return column - np.median(column[self._rest]) if flaw.baseline and flaw.when == "peak" else column

    def _past(self, seen: Array, flaw: Flaw) -> Array:
        """Return how far past its bound a flaw is, in margins."""
        column = self._column(seen, flaw)
        past: Array = column - flaw.above if flaw.above is not None else (flaw.below or 0.0) - column
        return past / flaw.margin

    @property
    def _rest(self) -> NDArray[np.bool_]:
        return self.active < 0.03

    @property
    def _peak(self) -> NDArray[np.bool_]:
        return self.active > 0.97

    def _residuals(self, seen: Array, amounts: Array) -> Array:
        past = self._past(seen, self.flaw)[self.window]
        parts = [6 * np.maximum(STRENGTH - past, 0), np.maximum(past - STRENGTH - 0.4, 0), COST * amounts]
        parts += [
            self._counted(seen),
            *(self._within(seen, limit) for limit in (*self.watch.posture, *self.watch.view)),
        ]
        if self.watch.hold:
            parts += [self._within(seen, limit) for limit in self.watch.hold.within]
        for other in self.watch.flaws:
            if other.id != self.flaw.id and other.measure in self.names:
                when = self._peak if other.when == "peak" else slice(None)
                bound = np.maximum(self._past(self.plain, other), -0.3)
                parts.append(2 * np.maximum(self._past(seen, other) - bound, 0)[when])
        return np.concatenate(parts)

    def _counted(self, seen: Array) -> Array:
        count = self.watch.count
        if count is None:
            return np.empty(0)
        at = self.names.index(count.measure)
        sign, wide = np.sign(count.up - count.down), abs(count.up - count.down)
        value, plain = sign * seen[:, at], sign * self.plain[:, at]
        far = np.maximum(sign * count.up + 0.25 * wide - value[self._peak], 0) / wide
        back = np.maximum(value[self._rest] - sign * count.down + 0.25 * wide, 0) / wide
        whole = min(WHOLE * count.range, plain[self._peak].mean() - plain[self._rest].mean())
        short = np.maximum(whole - (value[self._peak].mean() - value[self._rest].mean()), 0) / wide
        other = count.measure != self.flaw.measure
        return np.concatenate([4 * far, 4 * back, [FIRM * short], 0.3 * other * (value - plain) / wide])

    def _within(self, seen: Array, limit: Limit) -> Array:
        at = self.names.index(limit.measure)
        scale = QUANTITIES[limit.measure].scale
        value, plain = seen[:, at], self.plain[:, at]
        missed = np.zeros(len(value))
        if limit.above is not None:
            missed += np.maximum(np.minimum(limit.above + 0.3 * scale, plain) - value, 0)
        if limit.below is not None:
            missed += np.maximum(value - np.maximum(limit.below - 0.3 * scale, plain), 0)
        return FIRM * missed / scale
