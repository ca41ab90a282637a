"""What one wants to hear is a setting, the same in the file and over the wire."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from support.fake_server import load_snapshot

from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import (
    MAX_VOICE_RATE,
    MIN_VOICE_RATE,
    Settings,
    change_settings,
    parse_settings,
    read_settings,
)
from rearguard.core.errors import InvalidRequest
from rearguard.session.verbosity import Verbosity
from rearguard.web.settings.schemas import SettingsRequest


@given(
    talk=st.sampled_from(Verbosity),
    volume=st.integers(0, 100),
    rate=st.floats(MIN_VOICE_RATE, MAX_VOICE_RATE, allow_subnormal=False),
)
def test_what_is_wanted_comes_back_from_json_and_over_the_wire(talk: Verbosity, volume: int, rate: float) -> None:
    one = Settings(talk=talk, volume=volume, rate=rate)
    document = json.loads(json.dumps(one.as_json()))
    assert parse_settings(document) == one
    assert parse_settings(SettingsRequest.model_validate(document).model_dump()) == one


def test_at_first_everything_is_said_and_that_is_what_the_page_is_tested_with() -> None:
    assert Settings().as_json() == load_snapshot("settings")


@pytest.mark.parametrize(
    "wrong",
    [
        {"talk": "loudly"},
        {"talk": ["all"]},
        {"volume": 101},
        {"volume": -1},
        {"volume": True},
        {"volume": 50.5},
        {"volume": "50"},
        {"rate": 0.4},
        {"rate": 2.1},
        {"rate": True},
        {"rate": float("nan")},
    ],
)
def test_what_can_not_be_wanted_is_refused_and_changes_nothing(home: Paths, wrong: dict[str, object]) -> None:
    kept = change_settings(home, {"have": ["chair"], "place": "desk", "talk": "tones", "volume": 30, "rate": 1.5})
    with pytest.raises(InvalidRequest):
        change_settings(home, {**kept.as_json(), **wrong})
    with pytest.raises(ValidationError):
        SettingsRequest.model_validate({**kept.as_json(), **wrong})
    assert read_settings(home) == kept
