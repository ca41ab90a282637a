"""What is said and heard of a day: the shapes of `app.day` and `app.outlook`."""

from __future__ import annotations

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from rearguard.app.person.reminder_settings import LATEST, MOST, SOONEST
from rearguard.app.person.symptoms import WORST
from rearguard.charge.activity import Activity
from rearguard.web.response import Answer
from rearguard.web.responses import Range
from rearguard.web.session.requests import Body


class Told(Body):
    """What one did, by hand. Times are ISO 8601 with an offset, or HH:MM of today here."""

    start: str
    end: str
    activity: Literal["sitting", "standing", "walking", "lying", "exercising"]


class TakenBack(Body):
    """The id of an entry that was told by hand."""

    entry: Annotated[str, Field(max_length=36)]


TimeOfDay = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]

Score = Annotated[int, Field(ge=0, le=WORST)]


class Felt(Body):
    """How numb the seat is and how wobbly the legs are, how hard it was, how much it hurts, 0 to 10 each.

    `session`: after which one; `morning_after`: on the morning after which one. `new_numbness` is a warning sign.
    """

    numb: Score | None = None
    wobble: Score | None = None
    effort: Score | None = None
    pain: Score | None = None
    new_numbness: bool = False
    session: Annotated[UUID | None, Field(strict=False)] = None
    morning_after: Annotated[UUID | None, Field(strict=False)] = None


class Answered(Body):
    """What is answered to a reminder."""

    reminder: Annotated[str, Field(max_length=36)]
    reply: Literal["started", "later", "not-today"]


class Wished(Body):
    """How one wants to be reminded, as far as it is to change; times of day are HH:MM."""

    on: bool | None = None
    after: Annotated[int, Field(ge=SOONEST, le=LATEST)] | None = None
    a_day: Annotated[int, Field(ge=1, le=MOST)] | None = None
    quiet_from: TimeOfDay | None = None
    quiet_to: TimeOfDay | None = None
    work_ends: TimeOfDay | None = None
    ask: bool | None = None
    standing: bool | None = None


class Wishes(Answer):
    """How one wants to be reminded."""

    on: bool
    after: int
    a_day: int
    quiet_from: str
    quiet_to: str
    work_ends: str
    ask: bool
    standing: bool


class ChargeNow(Answer):
    """The charge at a moment, in percent; the two muscles in the middle of what they can be."""

    at: str
    percent: float
    low: float
    high: float
    gluteus_maximus: float
    gluteus_medius: float


class Span(Answer):
    """A stretch of time with one activity."""

    start: str
    end: str
    activity: Activity


class ByHand(Span):
    """One that was told by hand, and can be taken back."""

    entry: str


class Point(Range):
    """The charge at a moment of the day."""

    at: str


class Best(Answer):
    """The best moment for one session, and why."""

    at: str
    text: str


class Feeling(Answer):
    """What was felt, 0 to 10 each, and after which session."""

    at: str
    numb: int | None
    wobble: int | None
    session: str | None


class Reminder(Answer):
    """A reminder that waits for an answer, and what it offers."""

    id: str
    text: str
    minutes: int
    place: Literal["desk", "floor"]


class Day(Answer):
    """Today from midnight to midnight: what is known of it; what was told by hand, the newest first; the charge.

    `standing`: whether one said that one is at one's standing desk.
    """

    # `from` is no name in Python.
    begin: Annotated[str, Field(alias="from")]
    to: str
    charge: ChargeNow
    spans: list[Span]
    by_hand: list[ByHand]
    course: list[Point]
    best: Best | None
    reminder: Reminder | None
    standing: bool
    felt: list[Feeling]
    morning_after: str | None


class Effect(Answer):
    """What a session of so many minutes would make of the charge of now."""

    minutes: int
    before: Range
    after: Range


class WhatIf(Answer):
    """The charge after sitting until a moment, without and with a session at another."""

    until: str
    session_at: str
    sitting: Range
    with_session: Range


class Why(Answer):
    """Whether this is a moment for a reminder, and why or why not; `watching`: whether a watcher runs."""

    nudge: bool
    why: list[str]
    watching: bool
