"""The use cases over HTTP. Every handler runs on the one event loop, so the application needs no locks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from rearguard.app.application import Application
from rearguard.app.media import figure
from rearguard.app.person import screening, settings
from rearguard.app.person.language import _, messages
from rearguard.app.training import exercise_details, planning
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.safety.question import Question
from rearguard.safety.referral import CLINICIAN
from rearguard.safety.screen import evaluate, next_question
from rearguard.web import responses
from rearguard.web.account_data.routes import router as account_data_router
from rearguard.web.history.routes import router as history_router
from rearguard.web.progress.routes import router as progress_router
from rearguard.web.self_tests.routes import router as self_tests_router
from rearguard.web.session.requests import Answered, Document, PlanQuery, SettingsBody
from rearguard.web.today.routes import router as today_router
from rearguard.web.voice.routes import router as voice_router

router = APIRouter(
    prefix="/api",
    responses={"4XX": {"model": responses.Failure, "description": "Not let in, refused, or asked wrongly"}},
)


def application(request: Request) -> Application:
    """Return what this server holds."""
    found: Application = request.app.state.application
    return found


@router.get("/health", response_model=responses.Health)
async def health(request: Request, challenge: str = "") -> Document:
    """Say that this is a running Rearguard, and prove that it is yours to whoever knows the token."""
    return {"name": "rearguard", "proof": request.app.state.prove(challenge)}


@router.get("/texts", response_model=responses.Texts)
async def texts() -> Document:
    """Return the page's texts in the reader's language."""
    return messages()


@router.get("/screen", response_model=responses.Screen)
async def screen(request: Request) -> Document:
    """Say whether this person may exercise now."""
    return screening.document(screening.standing(application(request).diary), _)


@router.post("/screen/next", response_model=responses.ScreenNext)
async def screen_next(request: Request, body: Answered) -> Document:
    """Return the next safety question, or what the answers come to; nothing is kept."""
    question = next_question(body.answers)
    outcome = evaluate(body.answers)
    asked, about = outcome.progress
    now = application(request).clock.now()
    found = screening.preview(body.answers, now, cleared_by_clinician=body.cleared_by_clinician)
    return {
        "question": question and _asked(question),
        "asked": asked,
        "about": about,
        "clinician": CLINICIAN.render(_) if outcome.asks_clinician else None,
        "outcome": None if question else screening.document(found, _),
    }


def _asked(question: Question) -> Document:
    answers = question.as_json(_)["answers"]
    return {**question.as_json(_), "answers": [{"id": name, "text": text} for name, text in answers.items()]}


@router.post("/screen", response_model=responses.Screen)
async def screen_record(request: Request, body: Answered) -> Document:
    """Keep the answers and say where they lead."""
    diary = application(request).diary
    found = screening.screen(diary, body.answers, cleared_by_clinician=body.cleared_by_clinician)
    return screening.document(found, _)


@router.get("/settings", response_model=responses.Settings)
async def settings_now(request: Request) -> Document:
    """Return what is at hand."""
    return settings.settings(application(request).home).as_json()


@router.put("/settings", response_model=responses.Settings)
async def settings_changed(request: Request, body: SettingsBody) -> Document:
    """Keep what is at hand."""
    holder = application(request)
    kept = settings.change(holder.home, body.model_dump())
    holder.follow(kept.language)
    return kept.as_json()


@router.get("/plan", response_model=responses.Plan)
async def plan(request: Request, asked: Annotated[PlanQuery, Query()]) -> Document:
    """Fit the routine into the minutes there are."""
    holder = application(request)
    return planning.document(holder.plan(asked.wish()), holder.library.exercises, _, asked.charge)


@router.get("/library", response_model=list[responses.Exercise])
async def library(request: Request) -> list[Document]:
    """List the exercises, with all that there is to read of them."""
    return [exercise_details.entry(exercise, _) for exercise in application(request).library.exercises.values()]


@router.get("/library/{name}/figure", response_model=responses.Figure)
async def library_figure(
    request: Request, name: str, level: str | None = None, side: Literal["left", "right", "both"] | None = None
) -> Document:
    """Return how an exercise is drawn: one cycle of a body's 33 landmarks, and what is drawn with it."""
    return figure.document(application(request).library.exercises, name, level, side and Side(side))


@router.get("/session", response_model=responses.Session | None)
async def session(request: Request) -> Document | None:
    """Return the session under way."""
    holder = application(request)
    holder.heed()
    return holder.session_document(_)


@router.get("/session/take", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}})
async def session_take(request: Request) -> Response:
    """Return what the camera saw of the last set, as a recording (`.npz`): landmarks, no picture."""
    take = application(request).take
    if take is None:
        raise Refusal(Message("No set was watched yet."))
    headers = {"Content-Disposition": 'attachment; filename="rearguard-set.npz"'}
    return Response(take.npz(), media_type="application/octet-stream", headers=headers)


router.include_router(today_router)
router.include_router(account_data_router)
router.include_router(history_router)
router.include_router(progress_router)
router.include_router(self_tests_router)
router.include_router(voice_router)
