"""What is said and heard of progress: the shapes of `app.progress_report`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from rearguard.progress.level_state import LevelAction
from rearguard.web.response import RequestModel, ResponseModel

ShortText = Annotated[str, Field(max_length=200)]


class UndoChangeRequest(RequestModel):
    """The id of a change, as it was told."""

    change: ShortText


class ChooseLevelRequest(RequestModel):
    """An exercise and a level of it."""

    exercise: ShortText
    level: ShortText


class TargetJson(ResponseModel):
    """What a plan made now takes: null where the programme's own holds."""

    level: str
    reps: int | None
    seconds: int | None
    sets: int | None


class LevelJson(ResponseModel):
    """A level of a ladder; a branch is beside the way."""

    id: str
    name: str
    branch: bool


class LevelStateJson(ResponseModel):
    """Where one stands with an exercise: on which of the ladder's rungs, from 1, with how much, and why.

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
    """A level by its name, and the repetitions of a set or the most seconds of one."""

    level: str
    reps: int | None
    seconds: int | None


class LevelChangeJson(ResponseModel):
    """What became of an exercise, and why; `session` is null where a person decided it."""

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
    """Sets of seven days for a muscle, and how many are asked for at least."""

    name: str
    sets: int
    asked: int


class WeeklyStretchJson(ResponseModel):
    """Minutes of a stretch in seven days, a side, and how many research asks for."""

    exercise: str
    name: str
    left: float
    right: float
    asked: int


class WeekJson(ResponseModel):
    """The last seven days."""

    # `from` is no name in Python.
    begin: Annotated[str, Field(alias="from")]
    sessions: int
    sessions_asked: int
    enough: bool
    muscles: list[WeeklySetsJson]
    stretches: list[WeeklyStretchJson]
    text: str


class EasyWeekJson(ResponseModel):
    """Whether a week with less is offered, or until when one lasts."""

    offered: bool
    until: str | None
    text: str | None


class ProgressResponse(ResponseModel):
    """Where one stands, what changed, the newest first, and what the week held."""

    at: str
    exercises: list[LevelStateJson]
    changes: list[LevelChangeJson]
    week: WeekJson
    easy_week: EasyWeekJson
    retest: str | None
