"""A number's curve over a cycle: through its points, smooth, closed, never beyond them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.body.easing_curve import easing_curve

points = st.lists(
    st.tuples(st.integers(0, 99).map(lambda n: n / 100), st.floats(-10, 10)),
    min_size=1,
    max_size=8,
    unique_by=lambda point: point[0],
).map(sorted)


@given(points)
def test_it_goes_through_its_points_and_never_beyond_them(points: list[tuple[float, float]]) -> None:
    moments, values = zip(*points, strict=True)
    at = easing_curve(moments, values)
    assert [at(moment) for moment in moments] == pytest.approx(list(values), abs=1e-9)
    curve = [at(i / 97) for i in range(97)]
    assert min(values) - 1e-9 <= min(curve)
    assert max(curve) <= max(values) + 1e-9
    assert at(0.0) == at(1.0)


@given(points)
def test_it_has_no_corner(points: list[tuple[float, float]]) -> None:
    moments, values = zip(*points, strict=True)
    at = easing_curve(moments, values)
    step = 1e-6
    for moment in (*moments, 0.0):
        before = (at(moment) - at(moment - step)) / step
        after = (at(moment + step) - at(moment)) / step
        # The steepest course, from −10 to 10 within a hundredth, has curvature 6 × 20 / 0.01².
        assert after == pytest.approx(before, abs=6 * 20 / 0.01**2 * 2 * step + 1e-3)


def test_what_is_equal_at_two_moments_stays_still_between_them() -> None:
    at = easing_curve([0.0, 0.25, 0.75], [1.0, 2.0, 2.0])
    assert {at(0.25 + i / 40) for i in range(21)} == {2.0}
    assert 1.0 < at(0.1) < 2.0
