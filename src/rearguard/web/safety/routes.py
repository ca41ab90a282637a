"""The safety check over HTTP: its questions one after another, and the outcome."""

from __future__ import annotations

from fastapi import APIRouter

from rearguard.app.person import screening
from rearguard.app.person.language import _
from rearguard.safety.question import SafetyQuestion
from rearguard.safety.referral import CLINICIAN_QUESTION
from rearguard.safety.screen import evaluate_answers, next_question
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.safety.schemas import NextQuestionResponse, ScreeningRequest, ScreeningResponse

safety_router = APIRouter(prefix="/screen")


@safety_router.get("", response_model=ScreeningResponse)
async def get_screening(application: CurrentApplication) -> JsonObject:
    """Return whether this person may exercise now."""
    return screening.safety_json(screening.safety_status(application.diary), _)


@safety_router.post("/next", response_model=NextQuestionResponse)
async def post_next_question(application: CurrentApplication, body: ScreeningRequest) -> JsonObject:
    """Return the next safety question, or the outcome of the answers. Nothing is saved."""
    question = next_question(body.answers)
    outcome = evaluate_answers(body.answers)
    number, total = outcome.question_progress
    now = application.clock.now()
    status = screening.preview_status(body.answers, now, cleared_by_clinician=body.cleared_by_clinician)
    return {
        "question": question and _question_json(question),
        "asked": number,
        "about": total,
        "clinician": CLINICIAN_QUESTION.render(_) if outcome.asks_clinician else None,
        "outcome": None if question else screening.safety_json(status, _),
    }


@safety_router.post("", response_model=ScreeningResponse)
async def post_screening(application: CurrentApplication, body: ScreeningRequest) -> JsonObject:
    """Save the answers and return the outcome."""
    status = screening.record_screening(application.diary, body.answers, cleared_by_clinician=body.cleared_by_clinician)
    return screening.safety_json(status, _)


def _question_json(question: SafetyQuestion) -> JsonObject:
    question_json = question.as_json(_)
    answers = [{"id": name, "text": text} for name, text in question_json["answers"].items()]
    return {**question_json, "answers": answers}
