"""The meaning of a change in a self-test, the tests that are due, and arbitrary entries in the journal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rearguard.core.identity import uuid7
from rearguard.core.side import Side
from rearguard.journal.entry import Entry, EventKind
from rearguard.progress.precision import norms_of, precision_of
from rearguard.progress.self_test import (
    RETEST_AFTER,
    SelfTestResult,
    change_since_previous,
    compare_results,
    read_results,
    result_error,
    retest_reason,
    side_difference,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELD = {"test": "bridge-hold", "level": "single-leg", "unit": "s", "by": "tap", "limit": 180, "seen": {}}
STANDS = {"test": "chair-stand", "level": "plain", "side": "both", "unit": "reps", "by": "tap", "limit": None}
BALANCE = {"test": "one-leg-stance", "level": "plain", "side": "left", "unit": "s", "by": "camera", "limit": 45}


def entry(data: object, days: float = 0.0) -> Entry:
    at = NOW + timedelta(days=days)
    name: UUID = uuid7(at, bytes([int(abs(days)) % 256] * 10))
    return Entry(id=name, person="me", at=at, kind=EventKind.TESTED, data=data)  # type: ignore[arg-type] # some are wrong


def results_of(*rows: tuple[dict[str, object], float]) -> tuple[SelfTestResult, ...]:
    return read_results(entry(data, days) for data, days in rows)


def test_the_single_leg_bridge_has_the_precision_that_its_study_gives() -> None:
    precision = precision_of("bridge-hold", "single-leg")
    assert precision is not None
    assert (precision.error, precision.detectable_change) == (8.9, 24.8)


def test_norms_are_there_only_where_they_were_found_and_say_whose_they_are() -> None:
    (hold,) = norms_of("bridge-hold", "single-leg")
    assert "65 s" in str(hold.text)
    assert "students aged about 20" in str(hold.text)
    assert "not a goal for you" in str(hold.text)
    assert norms_of("bridge-hold", "plain") == ()
    assert norms_of("one-leg-stance", "plain") == ()


@pytest.mark.parametrize(("second", "verdict"), [(24.0, "same"), (-24.8, "same"), (25.0, "more"), (-25.0, "less")])
def test_a_change_of_the_bridge_must_exceed_what_chance_does(second: float, verdict: str) -> None:
    data = {**HELD, "side": "left"}
    results = results_of(({**data, "value": 60.0}, 0), ({**data, "value": 60.0 + second}, 30))
    told_of = change_since_previous(results, results[-1])
    assert told_of is not None
    assert told_of.amount == pytest.approx(second)
    assert (told_of.verdict, told_of.threshold) == (verdict, 24.8)


@pytest.mark.parametrize(("count", "verdict"), [(14, "same"), (15, "more"), (10, "same"), (9, "less")])
def test_two_counts_may_each_be_off_by_one(count: int, verdict: str) -> None:
    results = results_of(({**STANDS, "value": 12}, 0), ({**STANDS, "value": count}, 30))
    told_of = change_since_previous(results, results[-1])
    assert told_of is not None
    assert told_of.verdict == verdict


def test_a_balance_is_as_exact_as_ones_own_tries_agree() -> None:
    before, after = results_of(
        ({**BALANCE, "value": 20.0, "trials": [12.0, 20.0, 16.0]}, 0),
        ({**BALANCE, "value": 30.0, "trials": [28.0, 30.0, 24.0]}, 30),
    )
    assert (result_error(before), result_error(after)) == (4.0, 3.0)
    assert compare_results(before, after).verdict == "more"


def test_reaching_the_maximum_twice_shows_no_change() -> None:
    most = {**BALANCE, "value": 45.0, "trials": [45.0]}
    before, after = results_of((most, 0), (most, 30))
    assert compare_results(before, after).verdict == "most"
    assert result_error(after) is None


def test_of_a_single_try_nothing_tells_what_chance_does() -> None:
    data = {**HELD, "level": "plain", "side": "both"}
    results = results_of(({**data, "value": 60.0}, 0), ({**data, "value": 160.0}, 30))
    told_of = change_since_previous(results, results[-1])
    assert told_of is not None
    assert (told_of.amount, told_of.verdict) == (100.0, "unknown")


def test_sides_are_compared_on_one_day_and_levels_never() -> None:
    left, right = {**HELD, "side": "left", "value": 90.0}, {**HELD, "side": "right", "value": 50.0}
    results = results_of((left, 0), (right, 0.01))
    told_of = side_difference(results, results[-1])
    assert told_of is not None
    assert (told_of.amount, told_of.verdict) == (-40.0, "less")
    results = results_of((left, 0), (right, 20))
    assert side_difference(results, results[-1]) is None
    results = results_of((left, 0), ({**left, "level": "plain"}, 20))
    assert change_since_previous(results, results[-1]) is None


def test_a_test_is_due_when_it_was_never_done_and_every_four_weeks() -> None:
    results = results_of(({**STANDS, "value": 12}, 0))
    assert "Not done yet" in str(retest_reason("bridge-hold", results, NOW))
    assert retest_reason("chair-stand", results, NOW + RETEST_AFTER - timedelta(seconds=1)) is None
    assert "28 days ago" in str(retest_reason("chair-stand", results, NOW + RETEST_AFTER))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*BALANCE, "value", "trials", "seen"]), JSON), st.booleans())
def test_any_entry_of_another_program_is_skipped_or_gives_a_result(data: dict[str, object], whole: bool) -> None:  # noqa: FBT001 - drawn
    for result in read_results([entry({**BALANCE, "value": 20.0, **data} if whole else data)]):
        assert result.value >= 0
        assert result.side in set(Side)


@settings(deadline=None)
@given(st.lists(st.floats(0, 45), min_size=2, max_size=2), st.floats(0, 10))
def test_a_difference_is_the_opposite_the_other_way_round(values: list[float], spread: float) -> None:
    first, second = results_of(
        *(
            ({**BALANCE, "value": value, "trials": [value, max(0.0, value - spread)], "limit": None}, i)
            for i, value in enumerate(values)
        )
    )
    there, back = compare_results(first, second), compare_results(second, first)
    assert there.amount == -back.amount
    assert {there.verdict, back.verdict} in ({"same"}, {"more", "less"})
