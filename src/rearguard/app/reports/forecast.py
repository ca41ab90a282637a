"""Forecasts of the charge: after a session now, and after more sitting with and without a session."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from rearguard.app.application import Application
from rearguard.app.person.charging import charge_at
from rearguard.app.person.screening import require_clearance
from rearguard.app.reports.day import charge_range_json
from rearguard.app.training.planning import PlanRequest, plan_from_request
from rearguard.charge.forecast import check_forecast_times, forecast_sitting
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.plan.gain import dose_of_steps
from rearguard.plan.plan import Plan


def charge_effects_json(application: Application, minutes: Iterable[int], place: str | None) -> list[dict[str, Any]]:
    """Return the charge now and after sessions of some lengths, as JSON values.

    Lengths without a suitable plan are missing.

    Raises:
        Refusal: there is no clearance.
        InvalidRequest: there is no such place, or a length can't be planned.
    """
    now = application.clock.now()
    before = charge_at(application.diary, application.library.exercises, now)
    return [
        {
            "minutes": length,
            "before": charge_range_json(before),
            "after": charge_range_json(before.after_dose(dose_of_steps(plan.steps, application.library.exercises))),
        }
        for length, plan in _make_plans(application, minutes, place)
    ]


def what_if_json(
    application: Application, until: datetime, session_at: datetime | None, minutes: float
) -> dict[str, Any]:
    """Return the charge after sitting until a time, with and without a desk session, as JSON values.

    Args:
        application: the application of the person.
        until: later than now, by a day at most.
        session_at: time of the session, from now to `until`; None: now.
        minutes: length of the session.

    Raises:
        Refusal: there is no clearance, or nothing suitable is left.
        InvalidRequest: the times are not valid, or the length can't be planned.
    """
    now = application.clock.now()
    at = session_at or now
    check_forecast_times(now, at, until)  # before the plan, so that bad times are reported first
    plan = _make_desk_plan(application, minutes, "desk")
    before = charge_at(application.diary, application.library.exercises, now)
    dose = dose_of_steps(plan.steps, application.library.exercises)
    forecast = forecast_sitting(before, now, at, until, dose)
    return {
        "until": until.astimezone().isoformat(),
        "session_at": at.astimezone().isoformat(),
        "sitting": charge_range_json(forecast.sitting),
        "with_session": charge_range_json(forecast.with_session),
    }


def _make_plans(application: Application, minutes: Iterable[int], place: str | None) -> Iterator[tuple[int, Plan]]:
    require_clearance(application.diary)
    for length in minutes:
        try:
            yield length, _make_desk_plan(application, length, place)
        except InvalidRequest:
            raise
        except Refusal:
            continue


def _make_desk_plan(application: Application, minutes: float, place: str | None) -> Plan:
    return plan_from_request(PlanRequest(minutes=minutes, place=place), application.library, application.diary)
