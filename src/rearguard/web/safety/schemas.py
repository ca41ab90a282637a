"""JSON shapes of the safety check."""

from __future__ import annotations

from typing import Literal

from rearguard.web.response import RequestModel, ResponseModel

ScreeningAnswers = dict[str, Literal["no", "yes", "unsure"]]


class ScreeningRequest(RequestModel):
    """The answers so far, by the question's id."""

    answers: ScreeningAnswers
    cleared_by_clinician: bool = False


class ScreeningResponse(ResponseModel):
    """Whether the person may exercise, and with which limits. Times are ISO 8601 with an offset."""

    status: Literal["missing", "due", "clear", "blocked", "emergency"]
    verdict: Literal["OK", "CAUTION", "BLOCK", "EMERGENCY"] | None
    text: str
    advice: list[str]
    removed: list[str]
    at: str | None
    due_at: str | None


class ChoiceJson(ResponseModel):
    """A possible answer to a question."""

    id: str
    text: str


class QuestionJson(ResponseModel):
    """A safety question. `asked_if` names the question whose yes leads to it."""

    id: str
    text: str
    answers: list[ChoiceJson]
    asked_if: str | None


class NextQuestionResponse(ResponseModel):
    """The next question, as number `asked` of `about`, or the outcome.

    `clinician` is a question about a clinician's clearance, where the answers call for it.
    """

    question: QuestionJson | None
    asked: int
    about: int
    clinician: str | None
    outcome: ScreeningResponse | None
