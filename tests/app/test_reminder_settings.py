"""How somebody wants to be reminded."""

from __future__ import annotations

import json
from datetime import time
from typing import Any

import pytest
from support.home_fixture import rearguard

from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import FILE, SOONEST, Kept, Wishes, change, wishes
from rearguard.core.errors import Misuse, Refusal


def test_what_is_changed_holds_and_the_rest_stays(home: Home) -> None:
    change(home, {"after": 45, "quiet_from": "18:30"})
    change(home, {"standing": True})
    found = wishes(home)
    assert (found.manners.after, found.manners.quiet_from, found.standing) == (45, time(18, 30), True)
    assert found.manners.a_day == Wishes().manners.a_day


def test_who_asks_all_day_hears_of_every_change(home: Home) -> None:
    kept = Kept(home)
    assert kept.now() == Wishes()
    for after in (30, 40, 50):
        change(home, {"after": after})
        assert kept.now().manners.after == after
    (home.config / FILE).unlink()
    assert kept.now() == Wishes()


@pytest.mark.parametrize(
    "data",
    [
        {"after": SOONEST - 1},
        {"after": 30.0},
        {"a_day": 0},
        {"a_day": True},
        {"on": 1},
        {"standing": "yes"},
        {"quiet_from": "25:00"},
        {"quiet_to": "8"},
        {"work_ends": 17},
        {"loud": True},
    ],
)
def test_what_makes_no_sense_changes_nothing(data: dict[str, Any], home: Home) -> None:
    change(home, {"after": 45})
    with pytest.raises(Misuse):
        change(home, data)
    assert wishes(home).manners.after == 45


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"after": 1}', "[" * 100_000], ids=["empty", "list", "cut", "bad", "deep"]
)
def test_a_damaged_file_is_as_at_first(text: str, home: Home) -> None:
    home.config.mkdir(parents=True)
    (home.config / FILE).write_text(text)
    assert wishes(home) == Wishes()


def test_a_folder_that_is_none_is_refused_in_a_line(home: Home) -> None:
    home.config.write_text("a file")
    with pytest.raises(Refusal):
        change(home, {"on": False})


def test_in_the_terminal_they_are_set_by_name(home: Home) -> None:
    done = rearguard("watch", "--set", "after=45", "--set", "standing=true", "--set", "quiet_from=19:00", home=home)
    assert done.returncode == 0
    assert "after = 45\n" in done.stdout
    found = json.loads(rearguard("watch", "--set", "on=false", "--json", home=home).stdout)
    assert (found["on"], found["after"], found["standing"], found["quiet_from"]) == (False, 45, True, "19:00")


@pytest.mark.parametrize("words", ["after", "after=soon", "after=5", "loud=true", "on=maybe", "quiet_to=8"])
def test_a_slip_is_one_line_and_status_2(words: str, home: Home) -> None:
    done = rearguard("watch", "--set", words, home=home)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
