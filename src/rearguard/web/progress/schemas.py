"""JSON shapes of progress, as `app.reports.progress_report` builds them."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rearguard.progress.level_state import LevelAction
from rearguard.web.response import RequestModel, ResponseModel

ShortText = Annotated[str, Field(max_length=200)]


class UndoChangeRequest(RequestModel):
    """The id of the level change to undo."""

    change: ShortText


class ChooseLevelRequest(RequestModel):
    """An exercise and the level chosen for it."""

    exercise: ShortText
    level: ShortText


class TargetJson(ResponseModel):
    """The target that a plan made now uses; null where the programme's own value applies."""

    level: str
    reps: int | None
    seconds: int | None
    sets: int | None


class LevelJson(ResponseModel):
    """A level of a ladder. A branch is an optional level beside the ladder."""

    id: str
    name: str
    branch: bool


class LevelStateJson(ResponseModel):
    """The state of an exercise: its level, counted from 1 in `rung`, the amount, and why.

    `change` is the id of the last change, while it can be undone.
    """

    exercise: str
    name: str
    level: str
    rung: int
    rungs: int
    reps: int | None
    seconds: int | None
    planned: TargetJson
    levels: list[LevelJson]
    last_at: str | None
    why: str | None
    change: str | None


class LevelAmountJson(ResponseModel):
    """A level's name, and the reps of a set or its maximum seconds."""

    level: str
    reps: int | None
    seconds: int | None


class LevelChangeJson(ResponseModel):
    """A change of level or amount, and why. `session` is null where the person made the change."""

    id: str
    at: str
    session: str | None
    exercise: str
    name: str
    action: LevelAction
    before: LevelAmountJson
    after: LevelAmountJson
    why: str
    undoable: bool


class WeeklySetsJson(ResponseModel):
    """Sets for a muscle in seven days, and the weekly goal."""

    name: str
    sets: int
    asked: int


class WeeklyStretchJson(ResponseModel):
    """Minutes of a stretch in seven days, per side, and the weekly goal from research."""

    exercise: str
    name: str
    left: float
    right: float
    asked: int


class WeekJson(ResponseModel):
    """The last seven days."""

    # `from` is a keyword in Python.
    begin: Annotated[str, Field(alias="from")]
    sessions: int
    sessions_asked: int
    enough: bool
    muscles: list[WeeklySetsJson]
    stretches: list[WeeklyStretchJson]
    text: str


class EasyWeekJson(ResponseModel):
    """Whether an easy week is offered, or when the current easy week ends."""

    offered: bool
    until: str | None
    text: str | None


class ProgressResponse(ResponseModel):
    """The levels, their changes (newest first), and the last week."""

    at: str
    exercises: list[LevelStateJson]
    changes: list[LevelChangeJson]
    week: WeekJson
    easy_week: EasyWeekJson
    retest: str | None
