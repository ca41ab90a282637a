"""What is said and heard of a day: the shapes of `app.day` and `app.outlook`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal
from uuid import UUID

from pydantic import Field, create_model

from rearguard.app.person.reminder_settings import REMINDER_FIELDS
from rearguard.app.person.symptoms import MAX_SYMPTOM_SCORE
from rearguard.charge.activity import Activity
from rearguard.web.response import ResponseModel
from rearguard.web.responses import ChargeRangeJson
from rearguard.web.session.requests import RequestModel
from rearguard.web.setting_models import model_fields


class LogActivityRequest(RequestModel):
    """What one did, by hand. Times are ISO 8601 with an offset, or HH:MM of today here."""

    start: str
    end: str
    activity: Literal["sitting", "standing", "walking", "lying", "exercising"]


class RetractActivityRequest(RequestModel):
    """The id of an entry that was told by hand."""

    entry: Annotated[str, Field(max_length=36)]


SymptomScore = Annotated[int, Field(ge=0, le=MAX_SYMPTOM_SCORE)]


class SymptomsRequest(RequestModel):
    """How numb the seat is and how wobbly the legs are, how hard it was, how much it hurts, 0 to 10 each.

    `session`: after which one; `morning_after`: on the morning after which one. `new_numbness` is a warning sign.
    """

    numb: SymptomScore | None = None
    wobble: SymptomScore | None = None
    effort: SymptomScore | None = None
    pain: SymptomScore | None = None
    new_numbness: bool = False
    session: Annotated[UUID | None, Field(strict=False)] = None
    morning_after: Annotated[UUID | None, Field(strict=False)] = None


class ReminderReplyRequest(RequestModel):
    """What is answered to a reminder."""

    reminder: Annotated[str, Field(max_length=36)]
    reply: Literal["started", "later", "not-today"]


if TYPE_CHECKING:
    ReminderSettingsRequest = RequestModel
else:
    ReminderSettingsRequest = create_model(
        "ReminderSettingsRequest",
        __base__=RequestModel,
        __doc__="The reminder settings to change; times of day are HH:MM.",
        __module__=__name__,
        **model_fields(REMINDER_FIELDS, dict.fromkeys(REMINDER_FIELDS)),
    )

ReminderSettingsResponse = create_model(
    "ReminderSettingsResponse",
    __base__=ResponseModel,
    __doc__="The current reminder settings.",
    __module__=__name__,
    **model_fields(REMINDER_FIELDS),
)


class ChargeResponse(ResponseModel):
    """The charge at a moment, in percent; the two muscles in the middle of what they can be."""

    at: str
    percent: float
    low: float
    high: float
    gluteus_maximus: float
    gluteus_medius: float


class ActivitySpanJson(ResponseModel):
    """A stretch of time with one activity."""

    start: str
    end: str
    activity: Activity


class LoggedSpanJson(ActivitySpanJson):
    """One that was told by hand, and can be taken back."""

    entry: str


class ChargePointJson(ChargeRangeJson):
    """The charge at a moment of the day."""

    at: str


class BestTimeJson(ResponseModel):
    """The best moment for one session, and why."""

    at: str
    text: str


class SymptomsJson(ResponseModel):
    """What was felt, 0 to 10 each, and after which session."""

    at: str
    numb: int | None
    wobble: int | None
    session: str | None


class ReminderJson(ResponseModel):
    """A reminder that waits for an answer, and what it offers."""

    id: str
    text: str
    minutes: int
    place: Literal["desk", "floor"]


class DayResponse(ResponseModel):
    """Today from midnight to midnight: what is known of it; what was told by hand, the newest first; the charge.

    `standing`: whether one said that one is at one's standing desk.
    """

    # `from` is no name in Python.
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
    """What a session of so many minutes would make of the charge of now."""

    minutes: int
    before: ChargeRangeJson
    after: ChargeRangeJson


class WhatIfResponse(ResponseModel):
    """The charge after sitting until a moment, without and with a session at another."""

    until: str
    session_at: str
    sitting: ChargeRangeJson
    with_session: ChargeRangeJson


class ReminderDecisionResponse(ResponseModel):
    """Whether this is a moment for a reminder, and why or why not; `watching`: whether a watcher runs."""

    nudge: bool
    why: list[str]
    watching: bool
