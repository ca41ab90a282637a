"""Progress over HTTP: where one stands, and what one decides oneself."""

from __future__ import annotations

from fastapi import APIRouter, Request

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.reports.progress_report import report
from rearguard.app.training import levels
from rearguard.web.progress import schemas as wire
from rearguard.web.session.requests import Document

router = APIRouter(prefix="/progress")


def _application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


def _report(holder: Application) -> Document:
    return report(holder.diary, holder.library.exercises, _)


@router.get("", response_model=wire.Progress)
async def progress(request: Request) -> Document:
    """Return where one stands on each ladder, what moved one there, and what the last seven days held."""
    return _report(_application(request))


@router.post("/undo", response_model=wire.Progress)
async def undo(request: Request, body: wire.Undone) -> Document:
    """Take back the last change of an exercise, and return progress as it is then."""
    holder = _application(request)
    levels.undo(holder.diary, holder.library.exercises, body.change)
    return _report(holder)


@router.post("/level", response_model=wire.Progress)
async def level(request: Request, body: wire.Chosen) -> Document:
    """Put an exercise on a level of one's own choice, and return progress as it is then."""
    holder = _application(request)
    levels.choose(holder.diary, holder.library.exercises, body.exercise, body.level)
    return _report(holder)


@router.post("/easy-week", response_model=wire.Progress)
async def easy_week(request: Request) -> Document:
    """Begin a week with less of everything, and return progress as it is then."""
    holder = _application(request)
    levels.take_it_easy(holder.diary)
    return _report(holder)
