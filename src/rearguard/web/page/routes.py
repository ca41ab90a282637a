"""What the page and the launcher ask first: whether this server is the right one, and the texts."""

from __future__ import annotations

from fastapi import APIRouter, Request

from rearguard.app.person.language import messages_json
from rearguard.web.page.schemas import HealthResponse, TextsResponse
from rearguard.web.response import JsonObject

page_router = APIRouter()


@page_router.get("/health", response_model=HealthResponse)
async def get_health(request: Request, challenge: str = "") -> JsonObject:
    """Report that Rearguard runs here, with a proof that the server knows the token."""
    return {"name": "rearguard", "proof": request.app.state.prove(challenge)}


@page_router.get("/texts", response_model=TextsResponse)
async def get_texts() -> JsonObject:
    """Return the page's texts in the person's language."""
    return messages_json()
