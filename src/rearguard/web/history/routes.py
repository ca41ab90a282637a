"""What was, over HTTP: sessions, and what each day held."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.concurrency import run_in_threadpool

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.person.time_input import moment
from rearguard.app.reports import days, history, session_summary
from rearguard.app.reports.day import bounds_of
from rearguard.web.history import schemas as wire
from rearguard.web.progress.schemas import Closing
from rearguard.web.session.requests import Document

router = APIRouter()

SESSIONS, MOST_SESSIONS = 20, 100
"""At once: one holds all of its steps, 5 kB."""

DAYS, MOST_DAYS = 91, 371
"""At once: a quarter of a year takes a tenth of a second, and the page shows it while it asks for more."""


def _application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


@router.get("/history", response_model=list[wire.Past])
async def sessions(
    request: Request,
    on: dt.date | None = None,
    before: str | None = None,
    most: Annotated[int, Query(ge=1, le=MOST_SESSIONS)] = SESSIONS,
) -> list[Document]:
    """List the sessions of a day, or those that began before a moment, or all: the newest first, `most` at once."""
    holder = _application(request)
    now = holder.clock.now()
    since, until = None, None if before is None else moment(before, now)
    if on is not None:
        since, until = (dt.datetime.fromtimestamp(at, dt.UTC) for at in bounds_of(on, now.astimezone().date()))
    return history.history(holder.diary, holder.library.exercises, _, since=since, until=until, most=most)


@router.get("/history/{session}", response_model=Closing)
async def session(request: Request, session: str) -> Document:
    """Return what one session came to, and what comes next."""
    holder = _application(request)
    return session_summary.closing(holder.diary, holder.library.exercises, session, _)


@router.get("/days", response_model=wire.Days)
async def many_days(
    request: Request, until: dt.date | None = None, most: Annotated[int, Query(ge=1, le=MOST_DAYS)] = DAYS
) -> Document:
    """Return what each of many days held, in columns; of what came before their first it is asked once more."""
    holder = _application(request)
    holder.diary.open()
    # Not on the event loop: a session under way goes on meanwhile.
    return await run_in_threadpool(days.days, holder.diary, holder.library.exercises, _, until, most)
