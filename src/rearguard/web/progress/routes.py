"""Progress over HTTP: the levels, and the person's own decisions about them."""

from __future__ import annotations

from fastapi import APIRouter

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.reports.progress_report import progress_json
from rearguard.app.training import levels
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.progress import schemas
from rearguard.web.response import JsonObject

progress_router = APIRouter(prefix="/progress")


@progress_router.get("", response_model=schemas.ProgressResponse)
async def get_progress(application: CurrentApplication) -> JsonObject:
    """Return the level of each exercise, the changes that led there, and the last seven days."""
    return _progress_json(application)


@progress_router.post("/undo", response_model=schemas.ProgressResponse)
async def post_undo(application: CurrentApplication, body: schemas.UndoChangeRequest) -> JsonObject:
    """Undo the last change of an exercise, and return the new progress."""
    levels.undo_change(application.diary, application.library.exercises, body.change)
    return _progress_json(application)


@progress_router.post("/level", response_model=schemas.ProgressResponse)
async def post_level(application: CurrentApplication, body: schemas.ChooseLevelRequest) -> JsonObject:
    """Set the level of an exercise by hand, and return the new progress."""
    levels.choose_level(application.diary, application.library.exercises, body.exercise, body.level)
    return _progress_json(application)


@progress_router.post("/easy-week", response_model=schemas.ProgressResponse)
async def post_easy_week(application: CurrentApplication) -> JsonObject:
    """Start an easy week, with less of everything, and return the new progress."""
    levels.start_easy_week(application.diary)
    return _progress_json(application)


def _progress_json(application: Application) -> JsonObject:
    return progress_json(application.diary, application.library.exercises, _)
