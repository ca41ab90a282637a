"""The use cases over HTTP. Every handler runs on the one event loop, so the application needs no locks."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from rearguard.app import catalogue, figure, planning, screening, settings
from rearguard.app.application import Application
from rearguard.app.language import _, messages
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.core.side import Side
from rearguard.safety.question import Question
from rearguard.safety.referral import CLINICIAN
from rearguard.safety.screen import evaluate, next_question
from rearguard.web import answer, day, keeping, past, progress, self_tests, voice
from rearguard.web.wire import Answered, Document, PlanQuery, SettingsBody

router = APIRouter(
    prefix="/api", responses={"4XX": {"model": answer.Failure, "description": "Not let in, refused, or asked wrongly"}}
)


def application(request: Request) -> Application:
    """Return what this server holds."""
    found: Application = request.app.state.application
    return found


@router.get("/health", response_model=answer.Health)
async def health(request: Request, challenge: str = "") -> Document:
    """Say that this is a running Rearguard, and prove that it is yours to whoever knows the token."""
    return {"name": "rearguard", "proof": request.app.state.prove(challenge)}


@router.get("/texts", response_model=answer.Texts)
async def texts() -> Document:
    """Return the page's texts in the reader's language."""
    return messages()


@router.get("/screen", response_model=answer.Screen)
async def screen(request: Request) -> Document:
    """Say whether this person may exercise now."""
    return screening.document(screening.standing(application(request).diary), _)


@router.post("/screen/next", response_model=answer.ScreenNext)
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


@router.post("/screen", response_model=answer.Screen)
async def screen_record(request: Request, body: Answered) -> Document:
    """Keep the answers and say where they lead."""
    diary = application(request).diary
    found = screening.screen(diary, body.answers, cleared_by_clinician=body.cleared_by_clinician)
    return screening.document(found, _)


@router.get("/settings", response_model=answer.Settings)
async def settings_now(request: Request) -> Document:
    """Return what is at hand."""
    return settings.settings(application(request).home).as_json()


@router.put("/settings", response_model=answer.Settings)
async def settings_changed(request: Request, body: SettingsBody) -> Document:
    """Keep what is at hand."""
    holder = application(request)
    kept = settings.change(holder.home, body.model_dump())
    holder.follow(kept.language)
    return kept.as_json()


@router.get("/plan", response_model=answer.Plan)
async def plan(request: Request, asked: Annotated[PlanQuery, Query()]) -> Document:
    """Fit the routine into the minutes there are."""
    holder = application(request)
    return planning.document(holder.plan(asked.wish()), holder.library.exercises, _, asked.charge)


@router.get("/library", response_model=list[answer.Exercise])
async def library(request: Request) -> list[Document]:
    """List the exercises, with all that there is to read of them."""
    return [catalogue.entry(exercise, _) for exercise in application(request).library.exercises.values()]


@router.get("/library/{name}/figure", response_model=answer.Figure)
async def library_figure(
    request: Request, name: str, level: str | None = None, side: Literal["left", "right", "both"] | None = None
) -> Document:
    """Return how an exercise is drawn: one cycle of a body's 33 landmarks, and what is drawn with it."""
    return figure.document(application(request).library.exercises, name, level, side and Side(side))


@router.get("/session", response_model=answer.Session | None)
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
        raise Refusal(Message("The camera hasn't checked a set yet."))
    headers = {"Content-Disposition": 'attachment; filename="rearguard-set.npz"'}
    return Response(take.npz(), media_type="application/octet-stream", headers=headers)


router.include_router(day.router)
router.include_router(keeping.router)
router.include_router(past.router)
router.include_router(progress.router)
router.include_router(self_tests.router)
router.include_router(voice.router)
