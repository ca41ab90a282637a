"""JSON shapes of exercises and their figures."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from rearguard.core.side import Side
from rearguard.library.exercise import Equipment, Posture, Role, Sidedness
from rearguard.web.response import ResponseModel


class ExerciseTextsJson(ResponseModel):
    """The texts that a person needs to do an exercise."""

    name: str
    summary: str
    setup: list[str]
    feel: str
    stop: list[str]
    levels: dict[str, str]


class EffortJson(ResponseModel):
    """Mean muscle activity while working, as fractions of the maximal voluntary contraction."""

    gluteus_maximus: float
    gluteus_medius: float


class LadderLevelJson(ResponseModel):
    """A level of an exercise's ladder, and where it comes from."""

    id: str
    name: str
    change: str
    origin: Literal["article", "rearguard"]
    effort: EffortJson
    needs: list[Equipment]
    branch: bool


class ArticleDoseJson(ResponseModel):
    """The dose in the article; null where the article gives none."""

    sets: int | None
    reps: int | None
    seconds: int | None
    rest: int | None


class SourceJson(ResponseModel):
    """The source of a statement."""

    cite: str
    link: str | None


class ExerciseResponse(ExerciseTextsJson):
    """An exercise of the library."""

    id: str
    role: Role
    posture: Posture
    sides: Sidedness
    needs: list[Equipment]
    ladder: list[LadderLevelJson]
    good_for: list[str]
    article: ArticleDoseJson | None
    notes: list[str]
    sources: list[SourceJson]


class ViewJson(ResponseModel):
    """The direction of view, in degrees."""

    yaw: float
    pitch: float


class PropJson(ResponseModel):
    """An object drawn with the body; its other fields depend on its kind."""

    model_config = ConfigDict(extra="allow")

    kind: str


class MusclesJson(ResponseModel):
    """The muscles that work and those that are stretched."""

    working: list[str]
    stretched: list[str]


class FigureResponse(ResponseModel):
    """An exercise's figure: one cycle of the body's 33 landmarks in metres, and the props drawn with it."""

    exercise: str
    level: str
    side: Side
    seconds: float
    view: ViewJson
    frames: list[list[tuple[float, float, float]]]
    props: list[PropJson]
    muscles: MusclesJson
