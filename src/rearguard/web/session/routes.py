"""The session in progress over HTTP: its state, and the camera's last recording."""

from __future__ import annotations

from fastapi import APIRouter, Response

from rearguard.app.person.language import _
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.session.schemas import SessionResponse

session_router = APIRouter(prefix="/session")


@session_router.get("", response_model=SessionResponse | None)
async def get_live_session(application: CurrentApplication) -> JsonObject | None:
    """Return the session in progress."""
    application.revalidate()
    return application.session_json(_)


@session_router.get("/take", response_class=Response, responses={200: {"content": {"application/octet-stream": {}}}})
async def get_last_recording(application: CurrentApplication) -> Response:
    """Return the camera's recording of the last set (`.npz`): landmarks, no pictures."""
    recording = application.last_recording
    if recording is None:
        raise Refusal(Message("The camera hasn't checked a set yet."))
    headers = {"Content-Disposition": 'attachment; filename="rearguard-set.npz"'}
    return Response(recording.to_npz(), media_type="application/octet-stream", headers=headers)
