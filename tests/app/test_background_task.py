"""The watcher's short processes, with a journal and a simulated user who presses a button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from support.home_fixture import EMERGENCY_ANSWERS, NOON, ManualClock, answer_screening
from support.journal_builder import load_exercises

from rearguard.app.person.charging import log_activity
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import change_reminder_settings
from rearguard.app.watcher.background_task import run_task
from rearguard.app.watcher.reminding import read_reminders
from rearguard.app.watcher.watcher import TaskReport
from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.journal.entry import EventKind
from rearguard.reminders.reminder_context import Reply

NUDGE = {"told": [], "nudge": {"idle": 20.0, "sat": 2400.0}}
AWAY = {"told": [], "ask": [(NOON - timedelta(minutes=50)).timestamp(), (NOON - timedelta(minutes=5)).timestamp()]}


class Somebody:
    """A desktop and its user."""

    def __init__(self, presses: str | None, *, there: bool = True) -> None:
        self.presses = presses
        self.there = there
        self.shown: list[str] = []

    def ready(self) -> bool:
        return self.there

    def show(
        self, title: Message, lines: tuple[Message, ...], buttons: Mapping[str, Message], patience: timedelta
    ) -> str | None:
        assert self.presses is None or self.presses in buttons
        assert lines
        assert patience
        self.shown.append(title.render())
        return self.presses


@pytest.fixture
def diary(home: Paths, clock: ManualClock) -> Iterator[Diary]:
    change_reminder_settings(home, {"quiet_from": "00:00", "quiet_to": "00:00"})
    answer_screening(home, clock)
    with Diary(home, clock) as opened:
        yield opened


def did(diary: Diary, errand: dict[str, Any], somebody: Somebody) -> tuple[TaskReport, bool]:
    return run_task(errand, diary, load_exercises(), somebody)


@pytest.mark.parametrize(("reply", "opens"), [(Reply.STARTED, True), (Reply.LATER, False), (Reply.NOT_TODAY, False)])
def test_start_opens_the_page_and_every_answer_is_saved(reply: Reply, opens: bool, diary: Diary) -> None:  # noqa: FBT001
    report, start = did(diary, NUDGE, Somebody(reply.value))
    assert start is opens
    assert [reminder.reply for reminder in read_reminders(diary, NOON)] == [reply]
    assert report.no_reminder_before is not None
    assert report.no_reminder_before > NOON


def test_what_speaks_against_it_in_the_journal_is_heard(diary: Diary, clock: ManualClock, home: Paths) -> None:
    somebody = Somebody(Reply.STARTED.value)
    diary.write((EventKind.SESSION_STARTED, {"session": "one"}))
    report, _ = did(diary, NUDGE, somebody)
    assert report.no_reminder_before == NOON + timedelta(minutes=5)
    clock.advance(600)
    answer_screening(home, clock, EMERGENCY_ANSWERS)
    report, _ = did(diary, NUDGE, somebody)
    assert report.no_reminder_before == clock.now() + timedelta(minutes=30)
    assert somebody.shown == []


def test_an_undeliverable_reminder_is_not_counted_and_is_reported(diary: Diary) -> None:
    report, _ = did(diary, NUDGE, Somebody(None, there=False))
    assert report.spans_stored
    assert "Notifications" in report.error
    assert read_reminders(diary, NOON - timedelta(days=1)) == ()


@pytest.mark.parametrize("how", [Activity.WALKING, Activity.SITTING, Activity.STANDING, Activity.EXERCISING])
def test_the_persons_own_answer_is_recorded_as_theirs(how: Activity, diary: Diary) -> None:
    did(diary, AWAY, Somebody(how.value))
    (entry,) = diary.read(EventKind.SAT, EventKind.MOVED)
    assert (entry.kind is EventKind.SAT, entry.data["by"]) == (how is Activity.SITTING, "hand")
    assert entry.data.get("how", "sitting") == how.value


def test_an_absence_recorded_by_hand_is_not_asked_about(diary: Diary) -> None:
    log_activity(diary, NOON - timedelta(minutes=30), NOON - timedelta(minutes=20), Activity.WALKING)
    somebody = Somebody(Activity.SITTING.value)
    did(diary, AWAY, somebody)
    assert somebody.shown == []


def test_a_button_answer_from_another_version_is_ignored(diary: Diary) -> None:
    (nudged,) = diary.write((EventKind.NUDGED, {"minutes": 3}))
    diary.write((EventKind.ANSWERED, {"nudge": str(nudged.id), "reply": "perhaps"}), (EventKind.ANSWERED, {}))
    assert [reminder.reply for reminder in read_reminders(diary, NOON)] == [Reply.NONE]
