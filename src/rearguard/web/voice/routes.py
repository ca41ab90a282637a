"""The server's voice over HTTP, for a browser that has no voice for the person's language."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from rearguard.app.person.language import _
from rearguard.app.person.settings import MAX_VOICE_RATE, MIN_VOICE_RATE
from rearguard.app.speech.bundled_tts import INSTALL_VOICE_COMMAND
from rearguard.app.speech.rendering import MAX_TEXT_CHARS
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.voice.schemas import VoiceResponse

voice_router = APIRouter(prefix="/voice")

NO_VOICE = Message(
    "Rearguard has no voice for this language. For English: {command}", {"command": INSTALL_VOICE_COMMAND}
)

WAV_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}
}


@voice_router.get("", response_model=VoiceResponse)
async def get_voice(application: CurrentApplication) -> JsonObject:
    """Return whether the server can speak, and load its voice, which takes a second."""
    speaks = application.prepare_speech()
    return {"speaks": speaks, "advice": None if speaks else NO_VOICE.render(_)}


@voice_router.get("/speech", response_class=Response, responses=WAV_RESPONSES)
async def get_speech(
    application: CurrentApplication,
    text: Annotated[str, Query(min_length=1, max_length=MAX_TEXT_CHARS)],
    rate: Annotated[float, Query(ge=MIN_VOICE_RATE, le=MAX_VOICE_RATE)] = 1.0,
) -> Response:
    """Synthesise a text; `rate` scales the speed."""
    if application.speech is None:
        raise Refusal(NO_VOICE)
    wav = await asyncio.wrap_future(application.speech.request(text, rate))
    return Response(wav, media_type="audio/wav", headers={"cache-control": "no-store"})
