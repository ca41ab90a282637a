"""The day and its charge over HTTP."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool

from rearguard.app.application import Application
from rearguard.app.person import charging, reminder_settings
from rearguard.app.person.instance_lock import watched_already
from rearguard.app.person.language import _
from rearguard.app.person.symptoms import Feeling, feel
from rearguard.app.person.time_input import moment
from rearguard.app.reports import day, forecast
from rearguard.app.watcher import reminding
from rearguard.app.watcher.desktop import desktop
from rearguard.charge.timeline import BY_NAME
from rearguard.reminders.reminder_context import Reply
from rearguard.sitting.desktop import Look
from rearguard.web.session.requests import Document
from rearguard.web.today import schemas as wire

router = APIRouter()

MINUTES = (3, 7, 12)
"""The lengths of the page's buttons."""


def _application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


def _day(holder: Application, date: dt.date | None) -> Document:
    return day.day(holder.diary, holder.library.exercises, _, date)


@router.get("/charge", response_model=wire.ChargeNow)
async def charge(request: Request, at: str | None = None) -> Document:
    """Return the charge of now, or of another moment: ISO 8601 with an offset, or HH:MM of today here."""
    holder = _application(request)
    now = holder.clock.now()
    when = now if at is None else moment(at, now)
    return charging.document(charging.charge_at(holder.diary, holder.library.exercises, when), when)


@router.get("/day", response_model=wire.Day)
async def day_on(request: Request, date: dt.date | None = None) -> Document:
    """Return what is known of today or of another day, and the charge."""
    return _day(_application(request), date)


@router.post("/told", response_model=wire.Day)
async def told(request: Request, body: wire.Told, date: dt.date | None = None) -> Document:
    """Keep what one says one did, and return today or another day as it is then."""
    holder = _application(request)
    now = holder.clock.now()
    charging.tell(holder.diary, moment(body.start, now), moment(body.end, now), BY_NAME[body.activity])
    return _day(holder, date)


@router.post("/taken-back", response_model=wire.Day)
async def taken_back(request: Request, body: wire.TakenBack, date: dt.date | None = None) -> Document:
    """Take back what was told by hand, and return today or another day as it is then."""
    holder = _application(request)
    day.take_back(holder.diary, body.entry)
    return _day(holder, date)


@router.post("/felt", response_model=wire.Day)
async def felt(request: Request, body: wire.Felt) -> Document:
    """Keep what one feels, and return today as it is then."""
    holder = _application(request)
    feel(holder.diary, Feeling(**body.model_dump()))
    return _day(holder, None)


@router.post("/answered", response_model=wire.Day)
async def answered(request: Request, body: wire.Answered) -> Document:
    """Keep what one answers to a reminder, and return today as it is then."""
    holder = _application(request)
    reminding.reply(holder.diary, body.reminder, Reply(body.reply))
    return _day(holder, None)


@router.get("/reminders", response_model=wire.Wishes)
async def reminders(request: Request) -> Document:
    """Return how one wants to be reminded."""
    return reminder_settings.wishes(_application(request).home).as_json()


@router.put("/reminders", response_model=wire.Wishes)
async def reminders_changed(request: Request, body: wire.Wished) -> Document:
    """Change how one wants to be reminded; a watcher heeds it with its next look."""
    return reminder_settings.change(_application(request).home, body.model_dump(exclude_none=True)).as_json()


@router.get("/effects", response_model=list[wire.Effect])
async def effects(request: Request, place: Literal["floor", "desk", "office"] | None = None) -> list[Document]:
    """Return what a session of 3, 7 or 12 minutes would make of the charge of now."""
    return forecast.effects(_application(request), MINUTES, place)


@router.get("/what-if", response_model=wire.WhatIf)
async def what_if(
    request: Request, until: str, session_at: str | None = None, minutes: Annotated[float, Query()] = 3.0
) -> Document:
    """Return the charge after sitting until a moment, without a session at the desk and with one."""
    holder = _application(request)
    now = holder.clock.now()
    at = None if session_at is None else moment(session_at, now)
    return forecast.what_if(holder, moment(until, now), at, minutes)


@router.get("/why", response_model=wire.Why)
async def why(request: Request) -> Document:
    """Look at the desktop once, and say why one is reminded now, or why not."""
    holder = _application(request)
    # Of all that is asked here this alone may wait for another program.
    look = await run_in_threadpool(_look)
    found = reminding.answer(holder.diary, holder.library.exercises, look, _)
    return {"nudge": found["nudge"] is not None, "why": found["why"], "watching": watched_already(holder.home)}


def _look() -> Look:
    screen = desktop()
    try:
        return screen.look()
    finally:
        screen.close()
