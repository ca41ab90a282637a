from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.safety.validity import is_alarm, rescreening_due_at, rescreening_reason

ASKED = datetime(2026, 3, 1, 9, tzinfo=UTC)
MOMENT = timedelta(microseconds=1)
moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  takes naive bounds


def days(count: float) -> timedelta:
    return timedelta(days=count)


def why(now: datetime, *, last_session_at: datetime | None = None, alarm_at: datetime | None = None) -> str | None:
    reason = rescreening_reason(ASKED, now, last_session_at=last_session_at, alarm_at=alarm_at)
    return None if reason is None else str(reason)


def test_answers_hold_for_ninety_days() -> None:
    assert why(ASKED + days(90)) is None
    assert "90 days" in (why(ASKED + days(90) + MOMENT) or "")


def test_a_safety_check_is_due_after_ninety_days_even_with_frequent_training() -> None:
    assert why(ASKED + days(91), last_session_at=ASKED + days(90)) is not None


def test_a_gap_of_more_than_four_weeks_makes_them_due() -> None:
    last = ASKED + days(10)
    assert why(last + days(28), last_session_at=last) is None
    assert "Your last session was more than 28 days ago" in (why(last + days(28) + MOMENT, last_session_at=last) or "")


def test_answers_given_after_a_gap_hold() -> None:
    assert why(ASKED + days(1), last_session_at=ASKED - days(60)) is None


def test_answers_given_in_the_middle_of_a_gap_hold_for_four_weeks_more() -> None:
    assert why(ASKED + days(27), last_session_at=ASKED - days(20)) is None
    assert why(ASKED + days(29), last_session_at=ASKED - days(20)) is not None


def test_without_any_training_there_is_no_gap() -> None:
    assert why(ASKED + days(60)) is None


def test_an_alarm_since_then_makes_them_due_and_one_before_does_not() -> None:
    assert "strong pain or new numbness" in (why(ASKED + days(1), alarm_at=ASKED + MOMENT) or "")
    assert why(ASKED + days(1), alarm_at=ASKED - MOMENT) is None


def test_answers_from_the_future_are_due_unless_it_is_a_matter_of_hours() -> None:
    assert why(ASKED - days(1)) is None
    assert "in the future" in (why(ASKED - days(1) - MOMENT) or "")


@pytest.mark.parametrize(
    ("pain", "new_numbness", "alarm"),
    [
        (None, False, False),
        (5, False, False),
        (5.5, False, True),
        (6, False, True),
        (None, True, True),
        (0, True, True),
    ],
)
def test_pain_above_five_or_new_numbness_is_an_alarm(
    pain: float | None,
    new_numbness: bool,  # noqa: FBT001  pytest fills it
    alarm: bool,  # noqa: FBT001  pytest fills it
) -> None:
    assert is_alarm(pain=pain, new_numbness=new_numbness) is alarm


@given(screened_at=moments, last=moments | st.none(), later=st.timedeltas(days(-1), days(365)))
def test_without_an_alarm_they_hold_exactly_until_they_are_due(
    screened_at: datetime, last: datetime | None, later: timedelta
) -> None:
    now = screened_at + later
    holds = rescreening_reason(screened_at, now, last_session_at=last, alarm_at=None) is None
    assert holds is (now <= rescreening_due_at(screened_at, last_session_at=last))
