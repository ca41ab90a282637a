"""JSON shapes of the settings."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rearguard.app.person.language import SYSTEM_LANGUAGE
from rearguard.app.person.settings import MAX_VOICE_RATE, MAX_VOLUME_PERCENT, MIN_VOICE_RATE
from rearguard.session.verbosity import Verbosity
from rearguard.web.response import RequestModel, ResponseModel


class SettingsRequest(RequestModel):
    """What is at hand, where one is, what one wants to hear."""

    have: list[Literal["band", "wall", "chair", "floor", "weight"]]
    place: Literal["floor", "desk", "office"]
    talk: Literal["all", "changes", "tones", "silent"]
    volume: Annotated[int, Field(ge=0, le=MAX_VOLUME_PERCENT)]
    rate: Annotated[float, Field(ge=MIN_VOICE_RATE, le=MAX_VOICE_RATE)]
    letters: bool
    language: str = SYSTEM_LANGUAGE


class SettingsResponse(ResponseModel):
    """What is at hand, where one is, what one wants to hear."""

    have: list[str]
    place: str
    talk: Verbosity
    volume: int
    rate: float
    letters: bool
    language: str
