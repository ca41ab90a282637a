"""What one wants to hear is a setting; files of before it existed still hold."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from standin import wire

from rearguard.app.home import Home
from rearguard.app.settings import FASTEST, FILE, SLOWEST, Settings, change, parse, settings
from rearguard.core.errors import Misuse
from rearguard.session.talk import Talk
from rearguard.web.wire import SettingsBody


@pytest.mark.parametrize(
    ("old", "talk"),
    [
        ({"have": ["chair"], "place": "desk", "tones": True}, Talk.ALL),
        ({"have": ["chair"], "place": "desk", "tones": False}, Talk.SILENT),
        ({"have": ["chair"], "place": "desk"}, Talk.ALL),
        ({"have": ["chair"], "place": "desk", "tones": False, "talk": "changes"}, Talk.CHANGES),
    ],
)
def test_a_file_of_before_still_holds_and_who_wanted_no_tones_is_not_spoken_to(
    home: Home, old: dict[str, object], talk: Talk
) -> None:
    home.config.mkdir(parents=True)
    (home.config / FILE).write_text(json.dumps(old))
    found = settings(home)
    assert (sorted(found.have), found.place, found.talk) == (["chair"], "desk", talk)


@given(talk=st.sampled_from(Talk), volume=st.integers(0, 100), rate=st.floats(SLOWEST, FASTEST, allow_subnormal=False))
def test_what_is_wanted_comes_back_from_json_and_over_the_wire(talk: Talk, volume: int, rate: float) -> None:
    one = Settings(talk=talk, volume=volume, rate=rate)
    document = json.loads(json.dumps(one.as_json()))
    assert parse(document) == one
    assert parse(SettingsBody.model_validate(document).model_dump()) == one


def test_at_first_everything_is_said_and_that_is_what_the_page_is_tested_with() -> None:
    assert Settings().as_json() == wire("settings")


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
def test_what_can_not_be_wanted_is_refused_and_changes_nothing(home: Home, wrong: dict[str, object]) -> None:
    kept = change(home, {"have": ["chair"], "place": "desk", "talk": "tones", "volume": 30, "rate": 1.5})
    with pytest.raises(Misuse):
        change(home, {**kept.as_json(), **wrong})
    with pytest.raises(ValidationError):
        SettingsBody.model_validate({**kept.as_json(), **wrong})
    assert settings(home) == kept
