"""The equipment setting: read whatever the file holds, written whole or not at all."""

from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.home_fixture import ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.language import SYSTEM_LANGUAGE, list_languages
from rearguard.app.person.paths import Paths
from rearguard.app.person.settings import (
    MAX_VOICE_RATE,
    MAX_VOLUME_PERCENT,
    MIN_VOICE_RATE,
    SETTINGS_FILE,
    Location,
    Settings,
    change_settings,
    parse_settings,
    read_settings,
)
from rearguard.app.training.planning import PlanRequest
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.library.exercise import Equipment
from rearguard.session.verbosity import Verbosity

DESK = {
    "have": ["chair"],
    "place": "desk",
    "talk": "changes",
    "volume": 30,
    "rate": 1.5,
    "letters": False,
    "language": "de",
}

possible = st.builds(
    Settings,
    have=st.frozensets(st.sampled_from(Equipment)),
    place=st.sampled_from(Location),
    talk=st.sampled_from(Verbosity),
    volume=st.integers(0, MAX_VOLUME_PERCENT),
    rate=st.floats(MIN_VOICE_RATE, MAX_VOICE_RATE),
    language=st.sampled_from([SYSTEM_LANGUAGE, *list_languages()]),
)


def test_at_first_everything_for_the_articles_routine_is_at_hand(home: Paths) -> None:
    first = read_settings(home).as_json()
    assert (first["have"], first["place"], first["talk"]) == (["band", "chair", "floor", "wall"], "floor", "all")
    assert not home.config.exists()


def test_what_was_changed_holds_and_is_private(home: Paths) -> None:
    assert change_settings(home, DESK).as_json() == DESK
    assert read_settings(home).as_json() == DESK
    assert stat.S_IMODE(home.config.stat().st_mode) == 0o700
    assert [path.name for path in home.config.iterdir()] == [SETTINGS_FILE]


@given(settings=possible)
def test_settings_come_back_from_json_as_they_were(settings: Settings) -> None:
    assert parse_settings(json.loads(json.dumps(settings.as_json()))) == settings


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"\xff",
        b"null",
        b"[]",
        b"7",
        b"[" * 100_000,
        b'{"have": "band"}',
        b'{"have": ["trampoline"]}',
        b'{"have": [["band"]]}',
        b'{"have": [null]}',
        b'{"place": "moon"}',
        b'{"place": ["desk"]}',
        b'{"talk": "no"}',
        b'{"talk": ["all"]}',
        b'{"volume": 101}',
        b'{"volume": true}',
        b'{"volume": 1.5}',
        b'{"rate": 0}',
        b'{"rate": NaN}',
        b'{"letters": 1}',
        b'{"colour": "red"}',
    ],
)
def test_an_invalid_file_counts_as_missing(text: bytes, home: Paths) -> None:
    home.config.mkdir()
    (home.config / SETTINGS_FILE).write_bytes(text)
    assert read_settings(home) == Settings()
    assert (home.config / SETTINGS_FILE).read_bytes() == text, "it is the person's own and stays as it is"


def test_what_a_file_does_not_name_is_as_at_first(home: Paths) -> None:
    home.config.mkdir()
    (home.config / SETTINGS_FILE).write_text('{"place": "office", "talk": null}')
    assert read_settings(home) == Settings(place=Location.OFFICE)


@pytest.mark.parametrize(
    "wrong", [None, [], {"have": ["trampoline"]}, {**DESK, "place": "moon"}, {**DESK, "talk": 1}, {**DESK, "x": 1}]
)
def test_a_wrong_change_is_refused_and_nothing_changes(wrong: object, home: Paths) -> None:
    change_settings(home, DESK)
    with pytest.raises(InvalidRequest):
        change_settings(home, wrong)  # type: ignore[arg-type]
    assert read_settings(home).as_json() == DESK


def test_a_folder_that_can_not_be_made_is_a_refusal_that_names_it(home: Paths) -> None:
    home.config.parent.mkdir(exist_ok=True)
    home.config.write_text("in the way")
    with pytest.raises(Refusal, match=str(home.config)):
        change_settings(home, DESK)
    assert read_settings(home) == Settings()


def test_a_file_that_can_not_be_replaced_is_a_refusal_and_leaves_nothing_behind(home: Paths) -> None:
    (home.config / SETTINGS_FILE).mkdir(parents=True)
    with pytest.raises(Refusal, match=SETTINGS_FILE):
        change_settings(home, DESK)
    assert [path.name for path in home.config.iterdir()] == [SETTINGS_FILE]


def test_plans_go_by_the_settings_and_a_wish_goes_before_them(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    application = Application(home, clock)
    change_settings(home, {"have": ["chair", "floor"], "place": "desk"})
    assert {step.exercise for step in application.make_plan(PlanRequest()).steps}.isdisjoint(
        {"glute-bridge", "monster-walk"}
    )
    at_home = {step.exercise for step in application.make_plan(PlanRequest(place="floor")).steps}
    assert "glute-bridge" in at_home
    assert "monster-walk" not in at_home, "there is no band"
