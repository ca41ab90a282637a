"""The 1€ filter: equal to its authors', at uneven times, over gaps."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body.one_euro import OneEuroFilter

AUTHORS = (
    (0, -0.0385099, -0.0385099), (0.00833333, -0.0280664, -0.0379872), (0.0166667, 0.048622, -0.0334427),
    (0.025, 0.111498, -0.0252696), (0.0333333, 0.053026, -0.0207099), (0.0416667, 0.120548, -0.0119912),
    (0.05, 0.00972308, -0.0106507), (0.0583333, 0.074193, -0.00526521), (0.0666667, -0.0236801, -0.00641239),
    (0.075, 0.0462396, -0.00308863), (0.0833333, 0.0892027, 0.00291027), (0.0916667, 0.158329, 0.0135545),
    (0.1, 0.0423086, 0.01552), (0.108333, 0.0887203, 0.0206024), (0.116667, 0.039102, 0.0218784),
    (0.125, 0.140277, 0.030313), (0.133333, 0.156938, 0.0396331), (0.141667, 0.0961089, 0.0438101),
    (0.15, 0.216881, 0.0572083), (0.158333, 0.067538, 0.057997), (0.166667, 0.0737634, 0.0591871),
    (0.175, 0.0989231, 0.0621793), (0.183333, 0.148209, 0.0687489), (0.191667, 0.0959887, 0.0708137),
    (0.2, 0.225627, 0.0829925), (0.208333, 0.292078, 0.100305), (0.216667, 0.185221, 0.107391),
    (0.225, 0.133595, 0.109553), (0.233333, 0.216387, 0.118501), (0.241667, 0.316189, 0.135759),
)  # fmt: skip
"""Time, noisy, filtered: the first rows of groundTruth.csv, which the authors publish to check implementations
(github.com/casiez/OneEuroFilter, commit 56126d84), for cutoff 1 Hz, beta 0.1 and 1 Hz for the speed."""


def test_it_agrees_with_its_authors() -> None:
    smooth = OneEuroFilter(cutoff=1.0, beta=0.1, speed_cutoff=1.0)
    # Their times are rounded to six digits, and they allow 0.001 themselves.
    assert [smooth(t, noisy) for t, noisy, _ in AUTHORS] == pytest.approx([row[2] for row in AUTHORS], abs=1e-4)


numbers = st.floats(-1000, 1000)
gaps = st.floats(0.01, 1.0)


@given(st.lists(st.tuples(gaps, numbers), min_size=1), st.floats(0.1, 10), st.floats(0, 1))
def test_it_never_leaves_the_range_of_its_input(steps: list[tuple[float, float]], cutoff: float, beta: float) -> None:
    smooth, t = OneEuroFilter(cutoff=cutoff, beta=beta), 0.0
    low = min(number for _, number in steps) - 1e-6
    high = max(number for _, number in steps) + 1e-6
    for gap, number in steps:
        t += gap
        assert low <= smooth(t, number) <= high


@given(numbers, st.lists(gaps))
def test_constant_input_stays_constant(number: float, steps: list[float]) -> None:
    smooth, t = OneEuroFilter(cutoff=1.0, beta=0.5), 0.0
    for gap in steps:
        t += gap
        assert smooth(t, number) == pytest.approx(number)


@given(numbers, numbers)
def test_a_gap_resets_it(before: float, after: float) -> None:
    smooth = OneEuroFilter(cutoff=0.1, beta=0.0)
    smooth(0.0, before)
    assert math.isnan(smooth(0.1, math.nan))
    assert smooth(0.2, after) == after


@given(numbers, numbers, st.floats(-10, 0))
def test_a_repeated_time_changes_nothing(number: float, other: float, back: float) -> None:
    smooth = OneEuroFilter(cutoff=1.0, beta=0.0)
    smooth(0.0, number)
    assert smooth(back, other) == number


def test_quick_changes_are_followed_and_slow_ones_smoothed() -> None:
    slow, quick = OneEuroFilter(cutoff=1.0, beta=0.0), OneEuroFilter(cutoff=1.0, beta=1.0)
    for smooth in (slow, quick):
        smooth(0.0, 0.0)
    assert slow(0.1, 10.0) < 4 < quick(0.1, 10.0)
