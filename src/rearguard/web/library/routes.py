"""The exercise library over HTTP: texts and figures."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from rearguard.app.media import figure
from rearguard.app.person.language import _
from rearguard.app.training import exercise_details
from rearguard.core.side import Side
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.library.schemas import ExerciseResponse, FigureResponse
from rearguard.web.response import JsonObject

library_router = APIRouter(prefix="/library")


@library_router.get("", response_model=list[ExerciseResponse])
async def get_library(application: CurrentApplication) -> list[JsonObject]:
    """List all exercises with their texts, levels and sources."""
    return [exercise_details.exercise_json(exercise, _) for exercise in application.library.exercises.values()]


@library_router.get("/{name}/figure", response_model=FigureResponse)
async def get_figure(
    application: CurrentApplication,
    name: str,
    level: str | None = None,
    side: Literal["left", "right", "both"] | None = None,
) -> JsonObject:
    """Return an exercise's figure: one cycle of the body's 33 landmarks, and the props drawn with it."""
    return figure.figure_json(application.library.exercises, name, level, side and Side(side))
