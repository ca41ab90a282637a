"""JSON shapes of a day, its charge, and reminders, as `app.reports.day` and `app.reports.forecast` build them."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from rearguard.app.person.reminder_settings import MAX_AFTER_MINUTES, MAX_REMINDERS_PER_DAY, MIN_AFTER_MINUTES
from rearguard.app.person.symptoms import MAX_SYMPTOM_SCORE
from rearguard.charge.activity import Activity
from rearguard.web.response import RequestModel, ResponseModel


class LogActivityRequest(RequestModel):
    """An activity to add by hand. Times are ISO 8601 with an offset, or HH:MM of today here."""

    start: str
    end: str
    activity: Literal["sitting", "standing", "walking", "lying", "exercising"]


class RetractActivityRequest(RequestModel):
    """The id of an entry that was added by hand."""

    entry: Annotated[str, Field(max_length=36)]


TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

SymptomScore = Annotated[int, Field(ge=0, le=MAX_SYMPTOM_SCORE)]


class SymptomsRequest(RequestModel):
    """Numbness of the buttocks, wobbliness of the legs, effort and pain, 0 to 10 each.

    `session` is the session they follow, `morning_after` the session of the day before. `new_numbness` is a warning
    sign.
    """

    numb: SymptomScore | None = None
    wobble: SymptomScore | None = None
    effort: SymptomScore | None = None
    pain: SymptomScore | None = None
    new_numbness: bool = False
    session: Annotated[UUID | None, Field(strict=False)] = None
    morning_after: Annotated[UUID | None, Field(strict=False)] = None


class ReminderReplyRequest(RequestModel):
    """The reply to a reminder."""

    reminder: Annotated[str, Field(max_length=36)]
    reply: Literal["started", "later", "not-today"]


class ReminderSettingsRequest(RequestModel):
    """How one wants to be reminded, as far as it is to change; times of day are HH:MM."""

    on: bool | None = None
    after: Annotated[int, Field(ge=MIN_AFTER_MINUTES, le=MAX_AFTER_MINUTES)] | None = None
    a_day: Annotated[int, Field(ge=1, le=MAX_REMINDERS_PER_DAY)] | None = None
    quiet_from: TimeOfDay | None = None
    quiet_to: TimeOfDay | None = None
    work_ends: TimeOfDay | None = None
    ask: bool | None = None
    standing: bool | None = None


class ReminderSettingsResponse(ResponseModel):
    """How one wants to be reminded."""

    on: bool
    after: int
    a_day: int
    quiet_from: str
    quiet_to: str
    work_ends: str
    ask: bool
    standing: bool


class ChargeResponse(ResponseModel):
    """The charge at a moment, in percent. The two muscles' values are the middle of their ranges."""

    at: str
    percent: float
    low: float
    high: float
    gluteus_maximus: float
    gluteus_medius: float


class ChargeRangeJson(ResponseModel):
    """The range of a charge, in percent."""

    low: float
    high: float


class ActivitySpanJson(ResponseModel):
    """An interval of time with one activity."""

    start: str
    end: str
    activity: Activity


class LoggedSpanJson(ActivitySpanJson):
    """An interval that was added by hand and can be removed."""

    entry: str


class ChargePointJson(ChargeRangeJson):
    """The charge at a moment of the day."""

    at: str


class BestTimeJson(ResponseModel):
    """The best time for a session, and why."""

    at: str
    text: str


class SymptomsJson(ResponseModel):
    """Reported symptoms, 0 to 10 each, and the session they follow."""

    at: str
    numb: int | None
    wobble: int | None
    session: str | None


class ReminderJson(ResponseModel):
    """A reminder that waits for a reply, and the session it offers."""

    id: str
    text: str
    minutes: int
    place: Literal["desk", "floor"]


class DayResponse(ResponseModel):
    """A day from midnight to midnight: its activities, those added by hand (newest first), and its charge.

    `standing` is whether the person is at a standing desk, by their settings.
    """

    # `from` is a keyword in Python.
    begin: Annotated[str, Field(alias="from")]
    to: str
    charge: ChargeResponse
    spans: list[ActivitySpanJson]
    by_hand: list[LoggedSpanJson]
    course: list[ChargePointJson]
    best: BestTimeJson | None
    reminder: ReminderJson | None
    standing: bool
    felt: list[SymptomsJson]
    morning_after: str | None


class EffectResponse(ResponseModel):
    """The effect that a session of `minutes` would have on the current charge."""

    minutes: int
    before: ChargeRangeJson
    after: ChargeRangeJson


class WhatIfResponse(ResponseModel):
    """The charge after sitting until a moment, without and with a session at `session_at`."""

    until: str
    session_at: str
    sitting: ChargeRangeJson
    with_session: ChargeRangeJson


class ReminderDecisionResponse(ResponseModel):
    """Whether a reminder is due now, and why or why not. `watching` is whether a watcher runs."""

    nudge: bool
    why: list[str]
    watching: bool
