"""The server's voice over HTTP, for a browser that has none for the reader's language."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.person.settings import FASTEST, SLOWEST
from rearguard.app.speech.bundled_tts import GET
from rearguard.app.speech.rendering import LONGEST
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web import responses
from rearguard.web.session.requests import Document

router = APIRouter(prefix="/voice")

MISSING = Message("The server has no voice for this language. For English: {command}", {"command": GET})

SOUND: dict[int | str, dict[str, Any]] = {
    200: {"content": {"audio/wav": {"schema": {"type": "string", "format": "binary"}}}}
}


@router.get("", response_model=responses.Voice)
async def voice(request: Request) -> Document:
    """Say whether the server can speak, and get it ready to: its voice takes a second to load."""
    holder: Application = request.app.state.application
    speaks = holder.speak()
    return {"speaks": speaks, "advice": None if speaks else MISSING.render(_)}


@router.get("/speech", response_class=Response, responses=SOUND)
async def speech(
    request: Request,
    text: Annotated[str, Query(min_length=1, max_length=LONGEST)],
    rate: Annotated[float, Query(ge=SLOWEST, le=FASTEST)] = 1.0,
) -> Response:
    """Return a text as sound, at so many times the voice's own pace."""
    holder: Application = request.app.state.application
    if holder.voice is None:
        raise Refusal(MISSING)
    sound = await asyncio.wrap_future(holder.voice.ask(text, rate))
    return Response(sound, media_type="audio/wav", headers={"cache-control": "no-store"})
