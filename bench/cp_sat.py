"""The planner's task as exact models for OR-tools' CP-SAT, for comparison.

Each option of each exercise is a boolean. Time is linear but for a posture's rests, which are bounded below by those
of each exercise that needs them. Doses are whole hundredths of an MVIC-second. The parts of the objective are solved
one after the other: the number of exercises; the gain; then sets, shares and time together, by weights.

The part of a muscle's charge that is still missing, 2^(-dose/15), is convex: it is bounded below by tangents, and the
tangents at the solution are added until it lies on them; then it is the optimum. Looking it up in a table, by an
element constraint, is shorter to write and takes seconds to a minute.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from rearguard.plan.item import Option, SearchItem
from rearguard.plan.search import GAIN_TOLERANCE
from rearguard.plan.timing import POSTURE_CHANGE_S

HALVING_DOSE = 1500
"""Hundredths of an MVIC-second that halve what is missing."""

MISSING_SCALE = 10**9
"""What all that is missing is in the solver's whole numbers."""

TANGENT_TOLERANCE = 50
"""Of `MISSING_SCALE`: the rounding of a few tangents."""

LONGEST_PLAN_S = 10_000
"""More seconds than any plan takes."""

Answer = tuple[int, int, float, int]
"""Exercises kept, sets short, sum of shares, seconds."""

Linear = Any  # cp_model's expressions have no common public type


@dataclass(frozen=True, slots=True)
class PlanModel:
    """What the three models share: the choice and its totals."""

    model: cp_model.CpModel
    exercise_count: Linear
    missing_sets: Linear
    dose_share: Linear
    seconds: Linear
    maximus: Linear
    medius: Linear
    options: list[tuple[Option, Linear]]


class PlanningTask:
    """A programme and a budget.

    Args:
        items: as the planner's own search has them. An exercise that needs rests can open its posture, as all do here.
        budget: seconds.
    """

    def __init__(self, items: Sequence[SearchItem], budget: int) -> None:
        self.items, self.budget = items, budget
        self.unit = math.lcm(*(item.sets * item.options[-1].bout for item in items))
        most = [max(_hundredths(option.maximus + option.medius) for option in item.options) for item in items]
        self.points: tuple[set[int], set[int]] = (
            set(range(0, sum(most), HALVING_DOSE)),
            set(range(0, sum(most), HALVING_DOSE)),
        )

    def solve(self) -> Answer:
        """Return the optimum."""
        whole = self._model()
        whole.model.maximize(whole.exercise_count)
        exercise_count = self._solve(whole).value(whole.exercise_count)
        threshold = (1 - GAIN_TOLERANCE) * self._best_gain(exercise_count) - 1e-9
        return self._closest(exercise_count, threshold)

    def _best_gain(self, exercise_count: int) -> float:
        while True:
            whole, missing = self._with_missing(exercise_count)
            whole.model.minimize(missing)
            solver = self._solve(whole)
            exact = self._missing_exactly(whole, solver)
            if exact - solver.value(missing) < TANGENT_TOLERANCE:
                return 1 - exact / 2 / MISSING_SCALE
            self._touch(whole, solver)

    def _closest(self, exercise_count: int, threshold: float) -> Answer:
        while True:
            whole, missing = self._with_missing(exercise_count)
            whole.model.add(missing <= math.ceil(2 * MISSING_SCALE * (1 - threshold)))
            weight = LONGEST_PLAN_S * (self.unit * len(self.items) + 1)
            whole.model.minimize(whole.missing_sets * weight - whole.dose_share * LONGEST_PLAN_S + whole.seconds)
            solver = self._solve(whole)
            if 1 - self._missing_exactly(whole, solver) / 2 / MISSING_SCALE >= threshold:
                share = solver.value(whole.dose_share) / self.unit
                return exercise_count, solver.value(whole.missing_sets), share, solver.value(whole.seconds)
            self._touch(whole, solver)

    def _model(self) -> PlanModel:
        model = cp_model.CpModel()
        choices = [[(option, model.new_bool_var("")) for option in item.options] for item in self.items]
        keeps = [model.new_bool_var("") for _ in self.items]
        for keep, row in zip(keeps, choices, strict=True):
            model.add(sum(var for _, var in row) == keep)
        options = [pair for row in choices for pair in row]
        seconds = sum(option.seconds * var for option, var in options) - POSTURE_CHANGE_S
        for posture in {item.posture for item in self.items}:
            here = [i for i, item in enumerate(self.items) if item.posture is posture]
            used = _any(model, [keeps[i] for i in here])
            seconds += POSTURE_CHANGE_S * used
            opening = [i for i in here if self.items[i].opening_saving]
            if opening:
                seconds -= self.items[opening[0]].opening_saving * _any(model, [keeps[i] for i in opening])
            units = sum(option.units * var for i in here for option, var in choices[i])
            rests = model.new_int_var(0, LONGEST_PLAN_S, "")
            seconds += rests
            for i in here:
                if self.items[i].rest:
                    sets = sum(option.sets * var for option, var in choices[i])
                    model.add(rests >= self.items[i].rest * (2 * sets - 1 - units))
        model.add(seconds <= self.budget)
        target_sets = sum(item.sets for item in self.items)
        return PlanModel(
            model=model,
            exercise_count=sum(keeps),
            missing_sets=target_sets - sum(option.sets * var for option, var in options),
            dose_share=sum(round(option.share * self.unit) * var for option, var in options),
            seconds=seconds,
            maximus=sum(_hundredths(option.maximus) * var for option, var in options),
            medius=sum(_hundredths(option.medius) * var for option, var in options),
            options=options,
        )

    def _with_missing(self, exercise_count: int) -> tuple[PlanModel, Linear]:
        """Return the model that includes a given number of exercises, and the sum of what both muscles still miss."""
        whole = self._model()
        whole.model.add(whole.exercise_count == exercise_count)
        missing = []
        for dose, points in zip((whole.maximus, whole.medius), self.points, strict=True):
            part = whole.model.new_int_var(0, MISSING_SCALE, "")
            missing.append(part)
            for slope, offset in _tangents(points):
                whole.model.add(part >= slope * dose + offset)
        return whole, sum(missing)

    def _missing_exactly(self, whole: PlanModel, solver: cp_model.CpSolver) -> float:
        return _left(solver.value(whole.maximus)) + _left(solver.value(whole.medius))

    def _touch(self, whole: PlanModel, solver: cp_model.CpSolver) -> None:
        self.points[0].add(solver.value(whole.maximus))
        self.points[1].add(solver.value(whole.medius))

    def _solve(self, whole: PlanModel) -> cp_model.CpSolver:
        solver = cp_model.CpSolver()
        # With presolve, 9.15 calls solutions optimal that are not (google/or-tools#5293). Without, and with one worker,
        # it is quicker as well on problems of this size.
        solver.parameters.cp_model_presolve = False
        solver.parameters.num_workers = 1
        if solver.solve(whole.model) != cp_model.OPTIMAL:
            raise RuntimeError("not solved")
        return solver


def _any(model: cp_model.CpModel, several: list[Linear]) -> Linear:
    variable = model.new_bool_var("")
    model.add_max_equality(variable, several)
    return variable


def _left(dose: float) -> float:
    return float(MISSING_SCALE * 2 ** (-dose / HALVING_DOSE))


def _tangents(points: set[int]) -> Iterator[tuple[int, int]]:
    """Yield lines with whole coefficients that are nowhere above the curve and touch it near these points."""
    steep = MISSING_SCALE * math.log(2) / HALVING_DOSE
    for point in sorted(points):
        slope = -round(steep * 2 ** (-point / HALVING_DOSE))
        if slope:
            touch = -HALVING_DOSE * math.log2(-slope / steep)
            yield slope, math.floor(_left(touch) - slope * touch)


def _hundredths(dose: float) -> int:
    return round(100 * dose)
