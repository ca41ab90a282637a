"""The settings over HTTP."""

from __future__ import annotations

from fastapi import APIRouter

from rearguard.app.person import settings
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.settings.schemas import SettingsRequest, SettingsResponse

settings_router = APIRouter(prefix="/settings")


@settings_router.get("", response_model=SettingsResponse)
async def get_settings(application: CurrentApplication) -> JsonObject:
    """Return the settings."""
    return settings.read_settings(application.paths).as_json()


@settings_router.put("", response_model=SettingsResponse)
async def put_settings(application: CurrentApplication, body: SettingsRequest) -> JsonObject:
    """Save the settings and switch to their language."""
    new_settings = settings.change_settings(application.paths, body.model_dump())
    application.set_language(new_settings.language)
    return new_settings.as_json()
