"""What is heard of what was: the shapes of `app.history`, `app.closing` and `app.days`."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from rearguard.web.progress.schemas import LevelChangeJson
from rearguard.web.response import ResponseModel
from rearguard.web.today.schemas import ChargeRangeJson


class FinishedStepJson(ResponseModel):
    """A step that was done to its end, as it was kept: another version may have kept more."""

    model_config = ConfigDict(extra="allow")

    index: int
    kind: str
    exercise: str
    level: str
    side: str
    set: int
    sets: int
    reps: int | None
    seconds: int


class FormSummaryJson(ResponseModel):
    """What a camera's coach made of it: repetitions counted or seconds held, and what to do better, in words."""

    reps: int | None
    held: int | None
    better: list[str]


class ExerciseWorkJson(ResponseModel):
    """What was done of one exercise, a side."""

    exercise: str
    name: str
    sets: int
    reps: int | None
    seconds: int
    sides: list[str]
    judged: FormSummaryJson | None


class PastSessionResponse(ResponseModel):
    """A session that was; one that never ended has neither `ended` nor `reason`."""

    session: str
    started: str
    ended: str | None
    program: str
    minutes: float
    reason: str | None
    seconds: int
    steps_done: int
    steps: list[FinishedStepJson]
    work: list[ExerciseWorkJson]


class PlannedWorkJson(ResponseModel):
    """What was done of one exercise, a side, and how many sets were planned."""

    exercise: str
    name: str
    sets: int
    planned: int
    reps: int | None
    seconds: int
    judged: FormSummaryJson | None


class SessionSummaryResponse(ResponseModel):
    """What a session came to.

    `gain` is the part of the missing charge that it restored, `effort` how hard it was, `progress` what became of each
    exercise, `next` a line for people.
    """

    session: str
    reason: str | None
    seconds: int
    gain: float
    before: ChargeRangeJson
    after: ChargeRangeJson
    work: list[PlannedWorkJson]
    effort: float | None
    progress: list[LevelChangeJson]
    next: str


class LegCountsJson(ResponseModel):
    """How many of each leg, a day each."""

    left: list[int]
    right: list[int]


class MuscleSetsJson(ResponseModel):
    """Of each muscle."""

    gluteus_maximus: LegCountsJson
    gluteus_medius: LegCountsJson


class DailyStretchJson(ResponseModel):
    """Minutes of a stretch on each side, a day each."""

    exercise: str
    name: str
    left: list[float]
    right: list[float]


class SymptomsOfDayJson(ResponseModel):
    """What was said of how it feels, 0 to 10 each, and of which session."""

    at: str
    numb: int | None
    wobble: int | None
    pain: int | None
    session: str | None


class DaysResponse(ResponseModel):
    """What each day from one to another held: columns of equal length, the oldest day first."""

    first: str | None
    # `from` is no name in Python.
    begin: Annotated[str, Field(alias="from")]
    to: str
    low: list[float | None]
    high: list[float | None]
    sitting: list[int]
    known: list[int]
    sessions: list[int]
    sets: MuscleSetsJson
    stretches: list[DailyStretchJson]
    form: list[float | None]
    felt: list[SymptomsOfDayJson]
