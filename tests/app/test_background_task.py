"""What the watcher's short processes do: with a journal, and somebody who presses a button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

import pytest
from support.home_fixture import EMERGENCY, NOON, TurnedClock, answer
from support.journal_builder import exercises

from rearguard.app.person.charging import tell
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Home
from rearguard.app.person.reminder_settings import change
from rearguard.app.watcher.background_task import run
from rearguard.app.watcher.reminding import nudges
from rearguard.app.watcher.watcher import Report
from rearguard.charge.activity import Activity
from rearguard.core.message import Message
from rearguard.journal.entry import Kind
from rearguard.reminders.reminder_context import Reply

NUDGE = {"told": [], "nudge": {"idle": 20.0, "sat": 2400.0}}
AWAY = {"told": [], "ask": [(NOON - timedelta(minutes=50)).timestamp(), (NOON - timedelta(minutes=5)).timestamp()]}


class Somebody:
    """A desktop, and who sits at it."""

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
def diary(home: Home, clock: TurnedClock) -> Iterator[Diary]:
    change(home, {"quiet_from": "00:00", "quiet_to": "00:00"})
    answer(home, clock)
    with Diary(home, clock) as found:
        yield found


def did(diary: Diary, errand: dict[str, Any], somebody: Somebody) -> tuple[Report, bool]:
    return run(errand, diary, exercises(), somebody)


@pytest.mark.parametrize(("reply", "opens"), [(Reply.STARTED, True), (Reply.LATER, False), (Reply.NOT_TODAY, False)])
def test_start_opens_the_page_and_every_answer_is_kept(reply: Reply, opens: bool, diary: Diary) -> None:  # noqa: FBT001
    report, start = did(diary, NUDGE, Somebody(reply.value))
    assert start is opens
    assert [one.reply for one in nudges(diary, NOON)] == [reply]
    assert report.again is not None
    assert report.again > NOON


def test_what_speaks_against_it_in_the_journal_is_heard(diary: Diary, clock: TurnedClock, home: Home) -> None:
    somebody = Somebody(Reply.STARTED.value)
    diary.write((Kind.SESSION_STARTED, {"session": "one"}))
    report, _ = did(diary, NUDGE, somebody)
    assert report.again == NOON + timedelta(minutes=5)
    clock.turn(600)
    answer(home, clock, EMERGENCY)
    report, _ = did(diary, NUDGE, somebody)
    assert report.again == clock.now() + timedelta(minutes=30)
    assert somebody.shown == []


def test_where_nothing_can_be_shown_none_is_counted_and_it_is_said(diary: Diary) -> None:
    report, _ = did(diary, NUDGE, Somebody(None, there=False))
    assert report.kept
    assert "notifications" in report.trouble
    assert nudges(diary, NOON - timedelta(days=1)) == ()


@pytest.mark.parametrize("how", [Activity.WALKING, Activity.SITTING, Activity.STANDING, Activity.EXERCISING])
def test_what_one_did_is_ones_own_word(how: Activity, diary: Diary) -> None:
    did(diary, AWAY, Somebody(how.value))
    (entry,) = diary.read(Kind.SAT, Kind.MOVED)
    assert (entry.kind is Kind.SAT, entry.data["by"]) == (how is Activity.SITTING, "hand")
    assert entry.data.get("how", "sitting") == how.value


def test_nobody_is_asked_for_what_they_said_already(diary: Diary) -> None:
    tell(diary, NOON - timedelta(minutes=30), NOON - timedelta(minutes=20), Activity.WALKING)
    somebody = Somebody(Activity.SITTING.value)
    did(diary, AWAY, somebody)
    assert somebody.shown == []


def test_an_answer_that_another_version_wrote_counts_as_none(diary: Diary) -> None:
    (nudged,) = diary.write((Kind.NUDGED, {"minutes": 3}))
    diary.write((Kind.ANSWERED, {"nudge": str(nudged.id), "reply": "perhaps"}), (Kind.ANSWERED, {}))
    assert [one.reply for one in nudges(diary, NOON)] == [Reply.NONE]
