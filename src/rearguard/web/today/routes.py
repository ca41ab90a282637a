"""The day and its charge over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool

from rearguard.app.application import Application
from rearguard.app.person import charging, reminder_settings
from rearguard.app.person.instance_lock import is_watcher_running
from rearguard.app.person.language import _
from rearguard.app.person.settings import Location
from rearguard.app.person.symptoms import Symptoms, log_symptoms
from rearguard.app.person.time_input import parse_moment
from rearguard.app.reports import day, forecast
from rearguard.app.watcher import reminding
from rearguard.app.watcher.desktop import open_desktop
from rearguard.charge.timeline import ACTIVITY_BY_NAME
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import DesktopState
from rearguard.web.session.requests import JsonObject
from rearguard.web.today import schemas as wire

router = APIRouter()

BUTTON_MINUTES = (3, 7, 12)
"""The lengths of the page's buttons."""


def _get_application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


def _day_json(holder: Application, date: dt.date | None) -> JsonObject:
    return day.day_json(holder.diary, holder.library.exercises, _, date)


@router.get("/charge", response_model=wire.ChargeResponse)
async def get_charge(request: Request, at: str | None = None) -> JsonObject:
    """Return the charge of now, or of another moment: ISO 8601 with an offset, or HH:MM of today here."""
    holder = _get_application(request)
    now = holder.clock.now()
    when = now if at is None else parse_moment(at, now)
    return charging.charge_json(charging.charge_at(holder.diary, holder.library.exercises, when), when)


@router.get("/day", response_model=wire.DayResponse)
async def get_day(request: Request, date: dt.date | None = None) -> JsonObject:
    """Return what is known of today or of another day, and the charge."""
    return _day_json(_get_application(request), date)


@router.post("/told", response_model=wire.DayResponse)
async def post_activity(request: Request, body: wire.LogActivityRequest, date: dt.date | None = None) -> JsonObject:
    """Keep what one says one did, and return today or another day as it is then."""
    holder = _get_application(request)
    now = holder.clock.now()
    charging.log_activity(
        holder.diary, parse_moment(body.start, now), parse_moment(body.end, now), ACTIVITY_BY_NAME[body.activity]
    )
    return _day_json(holder, date)


@router.post("/taken-back", response_model=wire.DayResponse)
async def post_retraction(
    request: Request, body: wire.RetractActivityRequest, date: dt.date | None = None
) -> JsonObject:
    """Take back what was told by hand, and return today or another day as it is then."""
    holder = _get_application(request)
    day.retract_activity(holder.diary, body.entry)
    return _day_json(holder, date)


@router.post("/felt", response_model=wire.DayResponse)
async def post_symptoms(request: Request, body: wire.SymptomsRequest) -> JsonObject:
    """Keep what one feels, and return today as it is then."""
    holder = _get_application(request)
    log_symptoms(holder.diary, Symptoms(**body.model_dump()))
    return _day_json(holder, None)


@router.post("/answered", response_model=wire.DayResponse)
async def post_reminder_reply(request: Request, body: wire.ReminderReplyRequest) -> JsonObject:
    """Keep what one answers to a reminder, and return today as it is then."""
    holder = _get_application(request)
    reminding.answer_reminder(holder.diary, body.reminder, Reply(body.reply))
    return _day_json(holder, None)


@router.get("/reminders", response_model=wire.ReminderSettingsResponse)
async def get_reminder_settings(request: Request) -> JsonObject:
    """Return how one wants to be reminded."""
    return reminder_settings.read_reminder_settings(_get_application(request).paths).as_json()


@router.put("/reminders", response_model=wire.ReminderSettingsResponse)
async def put_reminder_settings(request: Request, body: wire.ReminderSettingsRequest) -> JsonObject:
    """Change how one wants to be reminded; a watcher heeds it with its next look."""
    return reminder_settings.change_reminder_settings(
        _get_application(request).paths, body.model_dump(exclude_none=True)
    ).as_json()


@router.get("/effects", response_model=list[wire.EffectResponse])
async def get_effects(request: Request, place: Location | None = None) -> list[JsonObject]:
    """Return what a session of 3, 7 or 12 minutes would make of the charge of now."""
    return forecast.charge_effects_json(_get_application(request), BUTTON_MINUTES, place)


@router.get("/what-if", response_model=wire.WhatIfResponse)
async def get_what_if(
    request: Request, until: str, session_at: str | None = None, minutes: Annotated[float, Query()] = 3.0
) -> JsonObject:
    """Return the charge after sitting until a moment, without a session at the desk and with one."""
    holder = _get_application(request)
    now = holder.clock.now()
    at = None if session_at is None else parse_moment(session_at, now)
    return forecast.what_if_json(holder, parse_moment(until, now), at, minutes)


@router.get("/why", response_model=wire.ReminderDecisionResponse)
async def get_reminder_decision(request: Request) -> JsonObject:
    """Look at the desktop once, and say why one is reminded now, or why not."""
    holder = _get_application(request)
    # Of all that is asked here this alone may wait for another program.
    look = await run_in_threadpool(_probe_desktop)
    found = reminding.decision_json(holder.diary, holder.library.exercises, look, _)
    return {"nudge": found["nudge"] is not None, "why": found["why"], "watching": is_watcher_running(holder.paths)}


def _probe_desktop() -> DesktopState:
    screen = open_desktop()
    try:
        return screen.look()
    finally:
        screen.close()
