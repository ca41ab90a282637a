"""Progress over HTTP: where one stands, and what one decides oneself."""

from __future__ import annotations

from fastapi import APIRouter, Request

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.reports.progress_report import progress_json
from rearguard.app.training import levels
from rearguard.web.progress import schemas as wire
from rearguard.web.session.requests import JsonObject

router = APIRouter(prefix="/progress")


def _get_application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


def _progress_json(holder: Application) -> JsonObject:
    return progress_json(holder.diary, holder.library.exercises, _)


@router.get("", response_model=wire.ProgressResponse)
async def get_progress(request: Request) -> JsonObject:
    """Return where one stands on each ladder, what moved one there, and what the last seven days held."""
    return _progress_json(_get_application(request))


@router.post("/undo", response_model=wire.ProgressResponse)
async def post_undo(request: Request, body: wire.UndoChangeRequest) -> JsonObject:
    """Take back the last change of an exercise, and return progress as it is then."""
    holder = _get_application(request)
    levels.undo_change(holder.diary, holder.library.exercises, body.change)
    return _progress_json(holder)


@router.post("/level", response_model=wire.ProgressResponse)
async def post_level(request: Request, body: wire.ChooseLevelRequest) -> JsonObject:
    """Put an exercise on a level of one's own choice, and return progress as it is then."""
    holder = _get_application(request)
    levels.choose_level(holder.diary, holder.library.exercises, body.exercise, body.level)
    return _progress_json(holder)


@router.post("/easy-week", response_model=wire.ProgressResponse)
async def post_easy_week(request: Request) -> JsonObject:
    """Begin a week with less of everything, and return progress as it is then."""
    holder = _get_application(request)
    levels.start_easy_week(holder.diary)
    return _progress_json(holder)
