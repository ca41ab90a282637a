"""The server's voice over HTTP, for a browser that has none for the reader's language."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.person.settings import MAX_VOICE_RATE, MIN_VOICE_RATE
from rearguard.app.speech.bundled_tts import INSTALL_VOICE_COMMAND
from rearguard.app.speech.rendering import MAX_TEXT_CHARS
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web import responses
from rearguard.web.session.requests import JsonObject

router = APIRouter(prefix="/voice")

NO_VOICE = Message(
    "Rearguard has no voice for this language. For English: {command}", {"command": INSTALL_VOICE_COMMAND}
)

WAV_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("", response_model=responses.VoiceResponse)
async def get_voice(request: Request) -> JsonObject:
    """Say whether the server can speak, and get it ready to: its voice takes a second to load."""
    holder: Application = request.app.state.application
    speaks = holder.prepare_speech()
    return {"speaks": speaks, "advice": None if speaks else NO_VOICE.render(_)}


@router.get("/speech", response_class=Response, responses=WAV_RESPONSES)
async def get_speech(
    request: Request,
    text: Annotated[str, Query(min_length=1, max_length=MAX_TEXT_CHARS)],
    rate: Annotated[float, Query(ge=MIN_VOICE_RATE, le=MAX_VOICE_RATE)] = 1.0,
) -> Response:
    """Return a text as sound, at so many times the voice's own pace."""
    holder: Application = request.app.state.application
    if holder.speech is None:
        raise Refusal(NO_VOICE)
    sound = await asyncio.wrap_future(holder.speech.request(text, rate))
    return Response(sound, media_type="audio/wav", headers={"cache-control": "no-store"})
