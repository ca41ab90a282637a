"""What a change in a self-test means, which is due, and that the journal may hold anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rearguard.core.identity import uuid7
from rearguard.core.side import Side
from rearguard.journal.entry import Entry, Kind
from rearguard.progress.precision import norms, precision
from rearguard.progress.self_test import EVERY, Result, change, difference, due, error, results, sides

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HELD = {"test": "bridge-hold", "level": "single-leg", "unit": "s", "by": "tap", "limit": 180, "seen": {}}
STANDS = {"test": "chair-stand", "level": "plain", "side": "both", "unit": "reps", "by": "tap", "limit": None}
BALANCE = {"test": "one-leg-stance", "level": "plain", "side": "left", "unit": "s", "by": "camera", "limit": 45}


def entry(data: object, days: float = 0.0) -> Entry:
    at = NOW + timedelta(days=days)
    name: UUID = uuid7(at, bytes([int(abs(days)) % 256] * 10))
    return Entry(id=name, person="me", at=at, kind=Kind.TESTED, data=data)  # type: ignore[arg-type] # some are wrong


def told(*rows: tuple[dict[str, object], float]) -> tuple[Result, ...]:
    return results(entry(data, days) for data, days in rows)


def test_the_single_leg_bridge_has_the_precision_that_its_study_gives() -> None:
    found = precision("bridge-hold", "single-leg")
    assert found is not None
    assert (found.error, found.detectable) == (8.9, 24.8)


def test_norms_are_there_only_where_they_were_found_and_say_whose_they_are() -> None:
    (hold,) = norms("bridge-hold", "single-leg")
    assert "65 seconds" in str(hold.text)
    assert "Young students" in str(hold.text)
    assert "not for you" in str(hold.text)
    assert norms("bridge-hold", "plain") == ()
    assert norms("one-leg-stance", "plain") == ()


@pytest.mark.parametrize(("second", "verdict"), [(24.0, "same"), (-24.8, "same"), (25.0, "more"), (-25.0, "less")])
def test_a_change_of_the_bridge_must_exceed_what_chance_does(second: float, verdict: str) -> None:
    data = {**HELD, "side": "left"}
    found = told(({**data, "value": 60.0}, 0), ({**data, "value": 60.0 + second}, 30))
    told_of = change(found, found[-1])
    assert told_of is not None
    assert told_of.by == pytest.approx(second)
    assert (told_of.verdict, told_of.beyond) == (verdict, 24.8)


@pytest.mark.parametrize(("count", "verdict"), [(14, "same"), (15, "more"), (10, "same"), (9, "less")])
def test_two_counts_may_each_be_off_by_one(count: int, verdict: str) -> None:
    found = told(({**STANDS, "value": 12}, 0), ({**STANDS, "value": count}, 30))
    told_of = change(found, found[-1])
    assert told_of is not None
    assert told_of.verdict == verdict


def test_a_balance_is_as_exact_as_ones_own_tries_agree() -> None:
    before, after = told(
        ({**BALANCE, "value": 20.0, "trials": [12.0, 20.0, 16.0]}, 0),
        ({**BALANCE, "value": 30.0, "trials": [28.0, 30.0, 24.0]}, 30),
    )
    assert (error(before), error(after)) == (4.0, 3.0)
    assert difference(before, after).verdict == "more"


def test_who_reaches_the_most_twice_has_not_changed_as_far_as_can_be_told() -> None:
    most = {**BALANCE, "value": 45.0, "trials": [45.0]}
    before, after = told((most, 0), (most, 30))
    assert difference(before, after).verdict == "most"
    assert error(after) is None


def test_of_a_single_try_nothing_tells_what_chance_does() -> None:
    data = {**HELD, "level": "plain", "side": "both"}
    found = told(({**data, "value": 60.0}, 0), ({**data, "value": 160.0}, 30))
    told_of = change(found, found[-1])
    assert told_of is not None
    assert (told_of.by, told_of.verdict) == (100.0, "unknown")


def test_sides_are_compared_on_one_day_and_levels_never() -> None:
    left, right = {**HELD, "side": "left", "value": 90.0}, {**HELD, "side": "right", "value": 50.0}
    found = told((left, 0), (right, 0.01))
    told_of = sides(found, found[-1])
    assert told_of is not None
    assert (told_of.by, told_of.verdict) == (-40.0, "less")
    found = told((left, 0), (right, 20))
    assert sides(found, found[-1]) is None
    found = told((left, 0), ({**left, "level": "plain"}, 20))
    assert change(found, found[-1]) is None


def test_a_test_is_due_when_it_was_never_done_and_every_four_weeks() -> None:
    found = told(({**STANDS, "value": 12}, 0))
    assert "Not done yet" in str(due("bridge-hold", found, NOW))
    assert due("chair-stand", found, NOW + EVERY - timedelta(seconds=1)) is None
    assert "28 days ago" in str(due("chair-stand", found, NOW + EVERY))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from([*BALANCE, "value", "trials", "seen"]), JSON), st.booleans())
def test_whatever_another_program_wrote_is_passed_over_or_a_result(data: dict[str, object], whole: bool) -> None:  # noqa: FBT001 - drawn
    for result in results([entry({**BALANCE, "value": 20.0, **data} if whole else data)]):
        assert result.value >= 0
        assert result.side in set(Side)


@settings(deadline=None)
@given(st.lists(st.floats(0, 45), min_size=2, max_size=2), st.floats(0, 10))
def test_a_difference_is_the_opposite_the_other_way_round(values: list[float], spread: float) -> None:
    first, second = told(
        *(
            ({**BALANCE, "value": one, "trials": [one, max(0.0, one - spread)], "limit": None}, i)
            for i, one in enumerate(values)
        )
    )
    there, back = difference(first, second), difference(second, first)
    assert there.by == -back.by
    assert {there.verdict, back.verdict} in ({"same"}, {"more", "less"})
