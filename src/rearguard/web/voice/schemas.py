"""JSON shapes of the server's voice."""

from __future__ import annotations

from rearguard.web.response import ResponseModel


class VoiceResponse(ResponseModel):
    """Whether the server can speak for a page that has no voice; if not, how to install one."""

    speaks: bool
    advice: str | None
