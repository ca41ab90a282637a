"""JSON shapes of past sessions and days, as `app.reports` builds them."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from rearguard.web.progress.schemas import LevelChangeJson
from rearguard.web.response import ResponseModel
from rearguard.web.today.schemas import ChargeRangeJson


class FinishedStepJson(ResponseModel):
    """A finished step as the journal holds it. Other versions may have stored more fields."""

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
    """The camera coach's summary: reps counted or seconds held, and corrections in words."""

    reps: int | None
    held: int | None
    better: list[str]


class ExerciseWorkJson(ResponseModel):
    """The work done of an exercise, per side."""

    exercise: str
    name: str
    sets: int
    reps: int | None
    seconds: int
    sides: list[str]
    judged: FormSummaryJson | None


class PastSessionResponse(ResponseModel):
    """A past session. A session that was cut off has neither `ended` nor `reason`."""

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
    """The work done of an exercise, per side, and the number of planned sets."""

    exercise: str
    name: str
    sets: int
    planned: int
    reps: int | None
    seconds: int
    judged: FormSummaryJson | None


class SessionSummaryResponse(ResponseModel):
    """The summary of a past session.

    `gain` is the fraction of the missing charge that it restored, `effort` how hard it was, `progress` the changes of
    level that it led to, `next` a line about what comes next.
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
    """Sets of each leg, per day."""

    left: list[int]
    right: list[int]


class MuscleSetsJson(ResponseModel):
    """Sets of each muscle."""

    gluteus_maximus: LegCountsJson
    gluteus_medius: LegCountsJson


class DailyStretchJson(ResponseModel):
    """Minutes of a stretch on each side, per day."""

    exercise: str
    name: str
    left: list[float]
    right: list[float]


class SymptomsOfDayJson(ResponseModel):
    """Reported symptoms, 0 to 10 each, and the session they belong to."""

    at: str
    numb: int | None
    wobble: int | None
    pain: int | None
    session: str | None


class DaysResponse(ResponseModel):
    """The figures of each day in a range: columns of equal length, oldest day first."""

    first: str | None
    # `from` is a keyword in Python.
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
