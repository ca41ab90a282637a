"""A single muscle's charge: the table of the model, and its theorems."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity import (
    MAX_CHARGE_PERCENT,
    MIN_CHARGE_PERCENT,
    Activity,
    charge_after,
    charge_after_dose,
    charge_integral,
)

SIT, STAND, WALK, LIE = Activity.SITTING, Activity.STANDING, Activity.WALKING, Activity.LYING
HOUR = 60.0
DAY = 8 * HOUR

Pattern = list[tuple[Activity, float]]

charges = st.floats(MIN_CHARGE_PERCENT, MAX_CHARGE_PERCENT)
minutes = st.floats(0, 3 * 24 * HOUR)
activities = st.sampled_from(Activity)
moving = st.sampled_from([STAND, WALK, LIE, Activity.EXERCISING])
doses = st.floats(0, 500)
patterns = st.lists(st.tuples(activities, minutes), max_size=12)


def end(pattern: Pattern, charge: float = MAX_CHARGE_PERCENT) -> float:
    for activity, lasts in pattern:
        charge = charge_after(charge, activity, lasts)
    return charge


def mean(pattern: Pattern, charge: float = MAX_CHARGE_PERCENT) -> float:
    total = 0.0
    for activity, lasts in pattern:
        total += charge_integral(charge, activity, lasts)
        charge = charge_after(charge, activity, lasts)
    return total / sum(lasts for _, lasts in pattern)


def breaks(activity: Activity, lasts: float, every: float) -> Pattern:
    return [(SIT, every - lasts), (activity, lasts)] * round(DAY / every)


@pytest.mark.parametrize(("hours", "remaining"), [(1, 87.3), (2, 76.6), (4, 60.0), (6, 48.3), (8, 40.0), (12, 30.0)])
def test_unbroken_sitting_from_full_leads_where_the_table_says(hours: float, remaining: float) -> None:
    assert charge_after(MAX_CHARGE_PERCENT, SIT, hours * HOUR) == pytest.approx(remaining, abs=0.05)


@pytest.mark.parametrize(
    ("pattern", "ends", "means"),
    [
        ([(SIT, DAY)], 40.0, 63.3),
        (breaks(WALK, 1, 60), 49.4, 66.9),
        (breaks(WALK, 1, 30), 55.9, 70.1),
        (breaks(STAND, 15, 60), 62.2, 74.1),
        (breaks(WALK, 5, 60), 72.4, 77.0),
        (breaks(WALK, 2, 20), 73.4, 79.2),
        (breaks(WALK, 3, 30), 74.0, 79.1),
        (breaks(STAND, 30, 60), 78.7, 83.8),
        (breaks(WALK, 5, 30), 83.2, 84.7),
        ([(SIT, 230), (WALK, 20), (SIT, 230)], 53.2, 72.9),
    ],
)
def test_a_day_of_eight_hours_ends_and_means_what_the_table_says(pattern: Pattern, ends: float, means: float) -> None:
    assert end(pattern) == pytest.approx(ends, abs=0.1)
    assert mean(pattern) == pytest.approx(means, abs=0.1)


@pytest.mark.parametrize(
    ("before", "dose", "ends"),
    [(40, (45.8, 63.4), 94.8), (60, (45.8, 63.4), 96.5), (40, (88.5, 119.1), 99.4), (40, (29.5, 39.7), 87.5)],
)
def test_the_routine_lifts_as_far_as_the_table_says(before: float, dose: tuple[float, float], ends: float) -> None:
    assert sum(charge_after_dose(before, d) for d in dose) / 2 == pytest.approx(ends, abs=0.1)


def test_a_night_of_eight_hours_brings_40_to_96() -> None:
    assert charge_after(40, LIE, 8 * HOUR) == pytest.approx(96.25)


@given(charges, patterns)
def test_it_stays_between_empty_and_full(charge: float, pattern: Pattern) -> None:
    assert MIN_CHARGE_PERCENT - 1e-9 <= end(pattern, charge) <= MAX_CHARGE_PERCENT + 1e-9


@given(st.floats(MIN_CHARGE_PERCENT, MAX_CHARGE_PERCENT - 1), moving, st.floats(0, 3 * HOUR), st.floats(0, 100))
def test_full_is_never_reached(charge: float, activity: Activity, lasts: float, dose: float) -> None:
    assert charge_after_dose(charge_after(charge, activity, lasts), dose) < MAX_CHARGE_PERCENT


@given(charges, activities, minutes, minutes)
def test_it_does_not_matter_how_time_is_cut(charge: float, activity: Activity, first: float, second: float) -> None:
    in_one = charge_after(charge, activity, first + second)
    assert charge_after(charge_after(charge, activity, first), activity, second) == pytest.approx(in_one, abs=1e-9)
    in_two = charge_integral(charge, activity, first) + charge_integral(
        charge_after(charge, activity, first), activity, second
    )
    assert in_two == pytest.approx(charge_integral(charge, activity, first + second), abs=1e-6)


@given(charges, charges, patterns)
def test_a_higher_charge_stays_higher_and_differences_shrink(first: float, other: float, pattern: Pattern) -> None:
    low, high = sorted((first, other))
    assert end(pattern, low) <= end(pattern, high) + 1e-9
    assert end(pattern, high) - end(pattern, low) <= high - low + 1e-9


@given(charges, charges)
def test_four_hours_of_sitting_halve_what_was_not_known(first: float, other: float) -> None:
    assert charge_after(first, SIT, 240) - charge_after(other, SIT, 240) == pytest.approx((first - other) / 2)


@given(charges, minutes, moving, doses)
def test_sitting_never_raises_and_nothing_else_lowers(
    charge: float, lasts: float, activity: Activity, dose: float
) -> None:
    assert charge_after(charge, SIT, lasts) <= charge
    assert charge_after(charge, activity, lasts) >= charge - 1e-9
    assert charge_after_dose(charge, dose) >= charge - 1e-9


@given(st.floats(MIN_CHARGE_PERCENT + 1, MAX_CHARGE_PERCENT - 1), st.floats(0.1, 500), st.floats(0.1, 100))
def test_longer_sitting_leaves_less_and_longer_walking_or_more_work_gives_more(
    charge: float, lasts: float, more: float
) -> None:
    assert charge_after(charge, SIT, lasts + more) < charge_after(charge, SIT, lasts)
    assert charge_after(charge, WALK, min(lasts, 100) + more) > charge_after(charge, WALK, min(lasts, 100))
    assert charge_after_dose(charge, min(lasts, 100) + more) > charge_after_dose(charge, min(lasts, 100))


@given(charges, st.lists(doses, max_size=6))
def test_only_the_sum_of_the_doses_matters(charge: float, parts: list[float]) -> None:
    one_by_one = charge
    for dose in parts:
        one_by_one = charge_after_dose(one_by_one, dose)
    assert one_by_one == pytest.approx(charge_after_dose(charge, math.fsum(parts)), abs=1e-9)


def test_two_activities_do_not_commute() -> None:
    assert end([(SIT, HOUR), (WALK, 15)]) > end([(WALK, 15), (SIT, HOUR)])


@given(charges, patterns, st.data())
def test_moving_instead_of_sitting_never_lowers_what_comes_later(
    charge: float, pattern: Pattern, data: st.DataObject
) -> None:
    other = data.draw(moving)
    better = [(other if activity is SIT else activity, lasts) for activity, lasts in pattern]
    assert end(better, charge) >= end(pattern, charge) - 1e-9


@given(st.floats(1, 30), st.floats(0, DAY), st.floats(0, DAY))
def test_of_two_equal_breaks_the_later_one_ends_the_day_higher(size: float, first: float, other: float) -> None:
    early, late = (end([(SIT, at), (WALK, size), (SIT, DAY - at)]) for at in sorted((first, other)))
    assert early <= late + 1e-9


@given(st.floats(1, 100), st.floats(0, DAY))
def test_work_in_the_middle_of_the_day_raises_its_mean_most(dose: float, moment: float) -> None:
    def total(at: float) -> float:
        return charge_integral(MAX_CHARGE_PERCENT, SIT, at) + charge_integral(
            charge_after_dose(charge_after(MAX_CHARGE_PERCENT, SIT, at), dose), SIT, DAY - at
        )

    assert total(moment) <= total(DAY / 2) + 1e-6


@given(charges, activities)
def test_no_time_and_no_dose_change_nothing(charge: float, activity: Activity) -> None:
    assert charge_after(charge, activity, 0) == pytest.approx(charge)
    assert charge_integral(charge, activity, 0) == 0
    assert charge_after_dose(charge, 0) == pytest.approx(charge)


@pytest.mark.parametrize("wrong", [-1, -1e-9, math.nan])
def test_time_that_runs_backwards_is_refused(wrong: float) -> None:
    with pytest.raises(ValueError, match="0 or more"):
        charge_after(50, SIT, wrong)
    with pytest.raises(ValueError, match="0 or more"):
        charge_integral(50, WALK, wrong)
    with pytest.raises(ValueError, match="0 or more"):
        charge_after_dose(50, wrong)


@given(charges, activities, st.floats(1, DAY))
def test_the_area_is_the_sum_of_many_small_pieces(charge: float, activity: Activity, lasts: float) -> None:
    pieces = 400
    step = lasts / pieces
    middles = (charge_after(charge, activity, (i + 0.5) * step) for i in range(pieces))
    assert charge_integral(charge, activity, lasts) == pytest.approx(step * math.fsum(middles), rel=1e-3)
