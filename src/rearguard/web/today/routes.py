"""Today over HTTP: the charge, activity and symptoms added by hand, and reminders."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from rearguard.app.application import Application
from rearguard.app.person import charging, reminder_settings
from rearguard.app.person.instance_lock import is_watcher_running
from rearguard.app.person.language import _
from rearguard.app.person.symptoms import Symptoms, log_symptoms
from rearguard.app.person.time_input import parse_moment
from rearguard.app.reports import day, forecast
from rearguard.app.watcher import reminding
from rearguard.app.watcher.desktop import open_desktop
from rearguard.charge.timeline import ACTIVITY_BY_NAME
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import DesktopState
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.today import schemas

today_router = APIRouter()

BUTTON_MINUTES = (3, 7, 12)
"""Minutes of the page's three start buttons."""


@today_router.get("/charge", response_model=schemas.ChargeResponse)
async def get_charge(application: CurrentApplication, at: str | None = None) -> JsonObject:
    """Return the charge now or at another moment: ISO 8601 with an offset, or HH:MM of today here."""
    now = application.clock.now()
    moment = now if at is None else parse_moment(at, now)
    charge = charging.charge_at(application.diary, application.library.exercises, moment)
    return charging.charge_json(charge, moment)


@today_router.get("/day", response_model=schemas.DayResponse)
async def get_day(application: CurrentApplication, date: dt.date | None = None) -> JsonObject:
    """Return the activities and the charge of today or of another day."""
    return _day_json(application, date)


@today_router.post("/told", response_model=schemas.DayResponse)
async def post_activity(
    application: CurrentApplication, body: schemas.LogActivityRequest, date: dt.date | None = None
) -> JsonObject:
    """Add an activity by hand, and return the changed day."""
    now = application.clock.now()
    start, end = parse_moment(body.start, now), parse_moment(body.end, now)
    charging.log_activity(application.diary, start, end, ACTIVITY_BY_NAME[body.activity])
    return _day_json(application, date)


@today_router.post("/taken-back", response_model=schemas.DayResponse)
async def post_retraction(
    application: CurrentApplication, body: schemas.RetractActivityRequest, date: dt.date | None = None
) -> JsonObject:
    """Remove an activity that was added by hand, and return the changed day."""
    day.retract_activity(application.diary, body.entry)
    return _day_json(application, date)


@today_router.post("/felt", response_model=schemas.DayResponse)
async def post_symptoms(application: CurrentApplication, body: schemas.SymptomsRequest) -> JsonObject:
    """Save symptoms, and return today with them."""
    log_symptoms(application.diary, Symptoms(**body.model_dump()))
    return _day_json(application, None)


@today_router.post("/answered", response_model=schemas.DayResponse)
async def post_reminder_reply(application: CurrentApplication, body: schemas.ReminderReplyRequest) -> JsonObject:
    """Save the reply to a reminder, and return today with it."""
    reminding.answer_reminder(application.diary, body.reminder, Reply(body.reply))
    return _day_json(application, None)


@today_router.get("/reminders", response_model=schemas.ReminderSettingsResponse)
async def get_reminder_settings(application: CurrentApplication) -> JsonObject:
    """Return the reminder settings."""
    return reminder_settings.read_reminder_settings(application.paths).as_json()


@today_router.put("/reminders", response_model=schemas.ReminderSettingsResponse)
async def put_reminder_settings(application: CurrentApplication, body: schemas.ReminderSettingsRequest) -> JsonObject:
    """Change reminder settings. A running watcher applies them the next time it checks the desktop."""
    changes = body.model_dump(exclude_none=True)
    return reminder_settings.change_reminder_settings(application.paths, changes).as_json()


@today_router.get("/effects", response_model=list[schemas.EffectResponse])
async def get_effects(
    application: CurrentApplication, place: Literal["floor", "desk", "office"] | None = None
) -> list[JsonObject]:
    """Return how sessions of 3, 7 and 12 minutes would change the current charge."""
    return forecast.charge_effects_json(application, BUTTON_MINUTES, place)


@today_router.get("/what-if", response_model=schemas.WhatIfResponse)
async def get_what_if(
    application: CurrentApplication,
    until: str,
    session_at: str | None = None,
    minutes: Annotated[float, Query()] = 3.0,
) -> JsonObject:
    """Return the charge after sitting until a moment, without a session at the desk and with one."""
    now = application.clock.now()
    at = None if session_at is None else parse_moment(session_at, now)
    return forecast.what_if_json(application, parse_moment(until, now), at, minutes)


@today_router.get("/why", response_model=schemas.ReminderDecisionResponse)
async def get_reminder_decision(application: CurrentApplication) -> JsonObject:
    """Check the desktop once, and return whether a reminder is due now, and why or why not."""
    # In a thread: of all requests, only this one may wait for another program.
    desktop_state = await run_in_threadpool(_probe_desktop)
    decision = reminding.decision_json(application.diary, application.library.exercises, desktop_state, _)
    return {
        "nudge": decision["nudge"] is not None,
        "why": decision["why"],
        "watching": is_watcher_running(application.paths),
    }


def _day_json(application: Application, date: dt.date | None) -> JsonObject:
    return day.day_json(application.diary, application.library.exercises, _, date)


def _probe_desktop() -> DesktopState:
    desktop = open_desktop()
    try:
        return desktop.look()
    finally:
        desktop.close()
