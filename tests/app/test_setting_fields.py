"""Settings fields: the same keys and values in the file, the settings object and the API."""

from __future__ import annotations

from dataclasses import fields

import pytest

from rearguard.app.person.reminder_settings import POLICY_KEYS, REMINDER_FIELDS, ReminderSettings
from rearguard.app.person.setting_fields import Choice, Choices, Flag, Number, SettingField, TimeOfDay, WholeNumber
from rearguard.app.person.settings import SETTING_FIELDS, Location, Settings
from rearguard.core.errors import InvalidRequest
from rearguard.reminders.reminder_context import ReminderPolicy
from rearguard.web.settings.schemas import SettingsRequest, SettingsResponse
from rearguard.web.today import schemas


def test_every_attribute_has_its_field() -> None:
    assert [field.name for field in fields(Settings)] == list(SETTING_FIELDS)
    assert [field.name for field in fields(ReminderPolicy)] == list(POLICY_KEYS)
    assert {*POLICY_KEYS.values(), "standing"} == REMINDER_FIELDS.keys()


def test_the_api_has_the_same_keys() -> None:
    for model in (SettingsRequest, SettingsResponse):
        assert list(model.model_fields) == list(SETTING_FIELDS)
    for model in (schemas.ReminderSettingsRequest, schemas.ReminderSettingsResponse):
        assert list(model.model_fields) == list(REMINDER_FIELDS)
    assert SettingsResponse(**Settings().as_json()).model_dump(mode="json") == Settings().as_json()
    defaults = ReminderSettings().as_json()
    assert schemas.ReminderSettingsResponse(**defaults).model_dump(mode="json") == defaults


@pytest.mark.parametrize(
    ("field", "wrong", "text"),
    [
        (Flag(), 1, "key: true or false"),
        (WholeNumber(1, 3), 4, "key: a whole number from 1 to 3"),
        (WholeNumber(1, 3), True, "key: a whole number from 1 to 3"),
        (Number(0.5, 2.0), 2.1, "key: a number from 0.5 to 2"),
        (Number(0.5, 2.0), float("nan"), "key: a number from 0.5 to 2"),
        (Choice(Location), "moon", "key: one of floor, desk, office"),
        (Choices(Location), "desk", "key: a list of floor, desk, office"),
        (Choices(Location), ["moon"], "key: a list of floor, desk, office"),
        (TimeOfDay(), "24:00", "key: a time such as 17:30"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_with_the_allowed_ones(
    field: SettingField, wrong: object, text: str
) -> None:
    with pytest.raises(InvalidRequest) as refused:
        field.parse("key", wrong)
    assert refused.value.message.render() == text
