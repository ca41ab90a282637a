"""A person's settings for reminders."""

from __future__ import annotations

import json
from datetime import time
from typing import Any

import pytest
from support.home_fixture import run_command

from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import (
    MIN_AFTER_MINUTES,
    REMINDERS_FILE,
    CachedReminderSettings,
    ReminderSettings,
    change_reminder_settings,
    read_reminder_settings,
)
from rearguard.core.errors import InvalidRequest, Refusal


def test_what_is_changed_holds_and_the_rest_stays(home: Paths) -> None:
    change_reminder_settings(home, {"after": 45, "quiet_from": "18:30"})
    change_reminder_settings(home, {"standing": True})
    settings = read_reminder_settings(home)
    assert (settings.policy.after_minutes, settings.policy.quiet_from, settings.at_standing_desk) == (
        45,
        time(18, 30),
        True,
    )
    assert settings.policy.max_per_day == ReminderSettings().policy.max_per_day


def test_a_client_that_asks_all_day_sees_every_change(home: Paths) -> None:
    cached = CachedReminderSettings(home)
    assert cached.read() == ReminderSettings()
    for after in (30, 40, 50):
        change_reminder_settings(home, {"after": after})
        assert cached.read().policy.after_minutes == after
    (home.config / REMINDERS_FILE).unlink()
    assert cached.read() == ReminderSettings()


@pytest.mark.parametrize(
    "data",
    [
        {"after": MIN_AFTER_MINUTES - 1},
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
def test_what_makes_no_sense_changes_nothing(data: dict[str, Any], home: Paths) -> None:
    change_reminder_settings(home, {"after": 45})
    with pytest.raises(InvalidRequest):
        change_reminder_settings(home, data)
    assert read_reminder_settings(home).policy.after_minutes == 45


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"after": 1}', "[" * 100_000], ids=["empty", "list", "cut", "bad", "deep"]
)
def test_a_damaged_file_is_as_at_first(text: str, home: Paths) -> None:
    home.config.mkdir(parents=True)
    (home.config / REMINDERS_FILE).write_text(text)
    assert read_reminder_settings(home) == ReminderSettings()


def test_an_invalid_folder_is_refused_in_a_line(home: Paths) -> None:
    home.config.write_text("a file")
    with pytest.raises(Refusal):
        change_reminder_settings(home, {"on": False})


def test_in_the_terminal_they_are_set_by_name(home: Paths) -> None:
    result = run_command("watch", "--set", "after=45", "--set", "standing=true", "--set", "quiet_from=19:00", home=home)
    assert result.returncode == 0
    assert "after = 45\n" in result.stdout
    report = json.loads(run_command("watch", "--set", "on=false", "--json", home=home).stdout)
    assert (report["on"], report["after"], report["standing"], report["quiet_from"]) == (False, 45, True, "19:00")


@pytest.mark.parametrize("words", ["after", "after=soon", "after=5", "loud=true", "on=maybe", "quiet_to=8"])
def test_a_mistake_gives_one_line_and_status_2(words: str, home: Paths) -> None:
    result = run_command("watch", "--set", words, home=home)
    assert (result.returncode, result.stdout, result.stderr.count("\n")) == (2, "", 1)
