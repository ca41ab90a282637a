"""What is at hand: read whatever the file holds, written whole or not at all."""

from __future__ import annotations

import json
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.home_fixture import TurnedClock, answer

from rearguard.app.application import Application
from rearguard.app.person.language import SYSTEM, languages
from rearguard.app.person.paths import Home
from rearguard.app.person.settings import FASTEST, FILE, LOUDEST, PLACES, SLOWEST, Settings, change, parse, settings
from rearguard.app.training.planning import Wish
from rearguard.core.errors import Misuse, Refusal
from rearguard.library.exercise import Need
from rearguard.session.verbosity import Talk

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
    have=st.frozensets(st.sampled_from(Need)),
    place=st.sampled_from(PLACES),
    talk=st.sampled_from(Talk),
    volume=st.integers(0, LOUDEST),
    rate=st.floats(SLOWEST, FASTEST),
    language=st.sampled_from([SYSTEM, *languages()]),
)


def test_at_first_everything_for_the_articles_routine_is_at_hand(home: Home) -> None:
    first = settings(home).as_json()
    assert (first["have"], first["place"], first["talk"]) == (["band", "chair", "floor", "wall"], "floor", "all")
    assert not home.config.exists()


def test_what_was_changed_holds_and_is_private(home: Home) -> None:
    assert change(home, DESK).as_json() == DESK
    assert settings(home).as_json() == DESK
    assert stat.S_IMODE(home.config.stat().st_mode) == 0o700
    assert [path.name for path in home.config.iterdir()] == [FILE]


@given(one=possible)
def test_settings_come_back_from_json_as_they_were(one: Settings) -> None:
    assert parse(json.loads(json.dumps(one.as_json()))) == one


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
def test_a_file_that_makes_no_sense_is_as_none(text: bytes, home: Home) -> None:
    home.config.mkdir()
    (home.config / FILE).write_bytes(text)
    assert settings(home) == Settings()
    assert (home.config / FILE).read_bytes() == text, "it is the person's own and stays as it is"


def test_what_a_file_does_not_name_is_as_at_first(home: Home) -> None:
    home.config.mkdir()
    (home.config / FILE).write_text('{"place": "office", "talk": null}')
    assert settings(home) == Settings(place="office")


@pytest.mark.parametrize(
    "wrong", [None, [], {"have": ["trampoline"]}, {**DESK, "place": "moon"}, {**DESK, "talk": 1}, {**DESK, "x": 1}]
)
def test_a_wrong_change_is_refused_and_nothing_changes(wrong: object, home: Home) -> None:
    change(home, DESK)
    with pytest.raises(Misuse):
        change(home, wrong)  # type: ignore[arg-type]
    assert settings(home).as_json() == DESK


def test_a_folder_that_can_not_be_made_is_a_refusal_that_names_it(home: Home) -> None:
    home.config.parent.mkdir(exist_ok=True)
    home.config.write_text("in the way")
    with pytest.raises(Refusal, match=str(home.config)):
        change(home, DESK)
    assert settings(home) == Settings()


def test_a_file_that_can_not_be_replaced_is_a_refusal_and_leaves_nothing_behind(home: Home) -> None:
    (home.config / FILE).mkdir(parents=True)
    with pytest.raises(Refusal, match=FILE):
        change(home, DESK)
    assert [path.name for path in home.config.iterdir()] == [FILE]


def test_plans_go_by_the_settings_and_a_wish_goes_before_them(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    application = Application(home, clock)
    change(home, {"have": ["chair", "floor"], "place": "desk"})
    assert {step.exercise for step in application.plan(Wish()).steps}.isdisjoint({"glute-bridge", "monster-walk"})
    at_home = {step.exercise for step in application.plan(Wish(place="floor")).steps}
    assert "glute-bridge" in at_home
    assert "monster-walk" not in at_home, "there is no band"
