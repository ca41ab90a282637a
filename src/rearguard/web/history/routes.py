"""History over HTTP: past sessions, and the figures of each day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.concurrency import run_in_threadpool

from rearguard.app.person.language import _
from rearguard.app.person.time_input import parse_moment
from rearguard.app.reports import days, history, session_summary
from rearguard.app.reports.day import day_bounds
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.history import schemas
from rearguard.web.response import JsonObject

history_router = APIRouter()

DEFAULT_SESSIONS, MAX_SESSIONS = 20, 100
"""Sessions per response. A session with all its steps takes 5 kB."""

DEFAULT_DAYS, MAX_DAYS = 91, 371
"""Days per response. A quarter of a year takes a tenth of a second; the page shows it while it requests more."""


@history_router.get("/history", response_model=list[schemas.PastSessionResponse])
async def get_history(
    application: CurrentApplication,
    on: dt.date | None = None,
    before: str | None = None,
    most: Annotated[int, Query(ge=1, le=MAX_SESSIONS)] = DEFAULT_SESSIONS,
) -> list[JsonObject]:
    """List up to `most` past sessions, newest first: of a day, or started before a moment, or of all time."""
    now = application.clock.now()
    since, until = None, None if before is None else parse_moment(before, now)
    if on is not None:
        since, until = (dt.datetime.fromtimestamp(at, dt.UTC) for at in day_bounds(on, now.astimezone().date()))
    return history.history_json(
        application.diary, application.library.exercises, _, since=since, until=until, limit=most
    )


@history_router.get("/history/{session}", response_model=schemas.SessionSummaryResponse)
async def get_session_summary(application: CurrentApplication, session: str) -> JsonObject:
    """Return the summary of a past session, and what comes next."""
    return session_summary.session_summary_json(application.diary, application.library.exercises, session, _)


@history_router.get("/days", response_model=schemas.DaysResponse)
async def get_days(
    application: CurrentApplication,
    until: dt.date | None = None,
    most: Annotated[int, Query(ge=1, le=MAX_DAYS)] = DEFAULT_DAYS,
) -> JsonObject:
    """Return the figures of up to `most` days until a date, in columns. A further request returns earlier days."""
    application.diary.open()
    # In a thread, so that the event loop stays free for a session in progress.
    return await run_in_threadpool(days.days_json, application.diary, application.library.exercises, _, until, most)
