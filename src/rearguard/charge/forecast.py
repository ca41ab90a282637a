"""Forecasts of the charge: more sitting, with and without a session."""

from __future__ import annotations

from datetime import datetime

from rearguard.charge.activity import Activity
from rearguard.charge.activity_entries import MAX_LOGGED_SPAN
from rearguard.charge.battery import Battery
from rearguard.core.dose import Dose
from rearguard.core.errors import InvalidRequest
from rearguard.core.message import Message
from rearguard.core.value import value


@value(kw_only=True)
class SittingForecast:
    """The charge at the end of a period of sitting."""

    sitting: Battery
    """Without a session."""
    with_session: Battery


def forecast_sitting(
    battery: Battery, now: datetime, session_at: datetime, until: datetime, dose: Dose
) -> SittingForecast:
    """Return the charge after sitting until a time, with and without a session.

    Args:
        battery: the charge now.
        now: the start of the period.
        session_at: time of the session, from `now` to `until`.
        until: the end of the period, later than `now` by a day at most.
        dose: of the session.
    """
    before_min = (session_at - now).total_seconds() / 60
    after_min = (until - session_at).total_seconds() / 60
    at_session = battery.after(Activity.SITTING, before_min)
    return SittingForecast(
        sitting=at_session.after_dose(Dose()).after(Activity.SITTING, after_min),
        with_session=at_session.after_dose(dose).after(Activity.SITTING, after_min),
    )


def check_forecast_times(now: datetime, session_at: datetime, until: datetime) -> None:
    """Check the times of a forecast.

    Raises:
        InvalidRequest: the session is not in the period, or the period is not between 0 and 24 hours long.
    """
    if not now < until <= now + MAX_LOGGED_SPAN:
        raise InvalidRequest(Message("The time must be later than now and within a day."))
    if not now <= session_at <= until:
        raise InvalidRequest(Message("The session must come before the sitting ends."))
