"""Forecasts of sitting, and the rules for their times and for logged periods."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from rearguard.charge.activity import Activity
from rearguard.charge.activity_entries import MAX_LOGGED_SPAN, check_logged_span
from rearguard.charge.battery import Battery
from rearguard.charge.forecast import check_forecast_times, forecast_sitting
from rearguard.core.dose import Dose
from rearguard.core.errors import InvalidRequest

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)
DOSE = Dose(gluteus_maximus=15.0, gluteus_medius=15.0)


def test_without_a_session_the_forecast_is_plain_sitting() -> None:
    forecast = forecast_sitting(Battery(), NOW, NOW + HOUR, NOW + 3 * HOUR, DOSE)
    assert forecast.sitting.percent == pytest.approx(Battery().after(Activity.SITTING, 180).percent)


def test_a_session_restores_charge_and_a_later_one_leaves_more_at_the_end() -> None:
    early, late = (forecast_sitting(Battery(), NOW, NOW + at, NOW + 3 * HOUR, DOSE) for at in (HOUR, 2 * HOUR))
    assert early.sitting.percent < early.with_session.percent < late.with_session.percent


@pytest.mark.parametrize(
    ("session_after", "until_after"),
    [(timedelta(), timedelta()), (timedelta(), MAX_LOGGED_SPAN + HOUR), (-HOUR, HOUR), (2 * HOUR, HOUR)],
)
def test_impossible_forecast_times_are_refused(session_after: timedelta, until_after: timedelta) -> None:
    with pytest.raises(InvalidRequest):
        check_forecast_times(NOW, NOW + session_after, NOW + until_after)


@pytest.mark.parametrize(("start", "end"), [(NOW, NOW), (NOW - HOUR, NOW + HOUR), (NOW - MAX_LOGGED_SPAN - HOUR, NOW)])
def test_an_impossible_logged_period_is_refused(start: datetime, end: datetime) -> None:
    with pytest.raises(InvalidRequest):
        check_logged_span(start, end, NOW)


def test_a_logged_period_may_last_a_day_and_end_now() -> None:
    check_logged_span(NOW - MAX_LOGGED_SPAN, NOW, NOW)
