"""The use cases over HTTP. Every handler runs on the one event loop, so the application needs no locks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from rearguard.app.application import Application
from rearguard.app.media import figure
from rearguard.app.person import screening, settings
from rearguard.app.person.language import _, messages_json
from rearguard.app.training import exercise_details, planning
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.safety.question import SafetyQuestion
from rearguard.safety.referral import CLINICIAN_QUESTION
from rearguard.safety.screen import evaluate_answers, next_question
from rearguard.web import responses
from rearguard.web.account_data.routes import router as account_data_router
from rearguard.web.history.routes import router as history_router
from rearguard.web.progress.routes import router as progress_router
from rearguard.web.self_tests.routes import router as self_tests_router
from rearguard.web.session.requests import JsonObject, PlanQuery, ScreeningRequest, SettingsRequest
from rearguard.web.today.routes import router as today_router
from rearguard.web.voice.routes import router as voice_router

router = APIRouter(
    prefix="/api",
    responses={"4XX": {"model": responses.ErrorResponse, "description": "Not let in, refused, or asked wrongly"}},
)


def get_application(request: Request) -> Application:
    """Return what this server holds."""
    found: Application = request.app.state.application
    return found


@router.get("/health", response_model=responses.HealthResponse)
async def get_health(request: Request, challenge: str = "") -> JsonObject:
    """Say that this is a running Rearguard, and prove that it is yours to whoever knows the token."""
    return {"name": "rearguard", "proof": request.app.state.prove(challenge)}


@router.get("/texts", response_model=responses.TextsResponse)
async def get_texts() -> JsonObject:
    """Return the page's texts in the reader's language."""
    return messages_json()


@router.get("/screen", response_model=responses.ScreeningResponse)
async def get_screening(request: Request) -> JsonObject:
    """Say whether this person may exercise now."""
    return screening.safety_json(screening.safety_status(get_application(request).diary), _)


@router.post("/screen/next", response_model=responses.NextQuestionResponse)
async def post_next_question(request: Request, body: ScreeningRequest) -> JsonObject:
    """Return the next safety question, or what the answers come to; nothing is kept."""
    question = next_question(body.answers)
    outcome = evaluate_answers(body.answers)
    asked, about = outcome.question_progress
    now = get_application(request).clock.now()
    found = screening.preview_status(body.answers, now, cleared_by_clinician=body.cleared_by_clinician)
    return {
        "question": question and _question_json(question),
        "asked": asked,
        "about": about,
        "clinician": CLINICIAN_QUESTION.render(_) if outcome.asks_clinician else None,
        "outcome": None if question else screening.safety_json(found, _),
    }


def _question_json(question: SafetyQuestion) -> JsonObject:
    answers = question.as_json(_)["answers"]
    return {**question.as_json(_), "answers": [{"id": name, "text": text} for name, text in answers.items()]}


@router.post("/screen", response_model=responses.ScreeningResponse)
async def post_screening(request: Request, body: ScreeningRequest) -> JsonObject:
    """Keep the answers and say where they lead."""
    diary = get_application(request).diary
    found = screening.record_screening(diary, body.answers, cleared_by_clinician=body.cleared_by_clinician)
    return screening.safety_json(found, _)


@router.get("/settings", response_model=responses.SettingsResponse)
async def get_settings(request: Request) -> JsonObject:
    """Return what is at hand."""
    return settings.read_settings(get_application(request).paths).as_json()


@router.put("/settings", response_model=responses.SettingsResponse)
async def put_settings(request: Request, body: SettingsRequest) -> JsonObject:
    """Keep what is at hand."""
    holder = get_application(request)
    kept = settings.change_settings(holder.paths, body.model_dump())
    holder.set_language(kept.language)
    return kept.as_json()


@router.get("/plan", response_model=responses.PlanResponse)
async def get_plan(request: Request, asked: Annotated[PlanQuery, Query()]) -> JsonObject:
    """Fit the routine into the minutes there are."""
    holder = get_application(request)
    return planning.plan_json(holder.make_plan(asked.to_plan_request()), holder.library.exercises, _, asked.charge)


@router.get("/library", response_model=list[responses.ExerciseResponse])
async def get_library(request: Request) -> list[JsonObject]:
    """List the exercises, with all that there is to read of them."""
    return [
        exercise_details.exercise_json(exercise, _) for exercise in get_application(request).library.exercises.values()
    ]


@router.get("/library/{name}/figure", response_model=responses.FigureResponse)
async def get_figure(
    request: Request, name: str, level: str | None = None, side: Literal["left", "right", "both"] | None = None
) -> JsonObject:
    """Return how an exercise is drawn: one cycle of a body's 33 landmarks, and what is drawn with it."""
    return figure.figure_json(get_application(request).library, name, level, side and Side(side))


@router.get("/session", response_model=responses.SessionResponse | None)
async def get_live_session(request: Request) -> JsonObject | None:
    """Return the session under way."""
    holder = get_application(request)
    holder.revalidate()
    return holder.session_json(_)


@router.get("/session/take", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}})
async def get_last_recording(request: Request) -> Response:
    """Return what the camera saw of the last set, as a recording (`.npz`): landmarks, no picture."""
    take = get_application(request).last_recording
    if take is None:
        raise Refusal(Message("The camera hasn't checked a set yet."))
    headers = {"Content-Disposition": 'attachment; filename="rearguard-set.npz"'}
    return Response(take.to_npz(), media_type="application/octet-stream", headers=headers)


router.include_router(today_router)
router.include_router(account_data_router)
router.include_router(history_router)
router.include_router(progress_router)
router.include_router(self_tests_router)
router.include_router(voice_router)
