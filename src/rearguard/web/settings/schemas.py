"""JSON shapes of the settings, built from the fields that `app.person.settings` declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import create_model

from rearguard.app.person.language import SYSTEM_LANGUAGE
from rearguard.app.person.settings import SETTING_FIELDS
from rearguard.web.response import RequestModel, ResponseModel
from rearguard.web.settings.model_fields import model_fields

if TYPE_CHECKING:
    SettingsRequest = RequestModel
else:
    SettingsRequest = create_model(
        "SettingsRequest",
        __base__=RequestModel,
        __doc__="New settings.",
        __module__=__name__,
        **model_fields(SETTING_FIELDS, {"language": SYSTEM_LANGUAGE}),
    )

SettingsResponse = create_model(
    "SettingsResponse",
    __base__=ResponseModel,
    __doc__="The current settings.",
    __module__=__name__,
    **model_fields(SETTING_FIELDS),
)
