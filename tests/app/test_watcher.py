"""The long-running watcher, at a desk whose every moment the test sets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from rearguard.app.person import heartbeat
from rearguard.app.person.clock import ClockSnapshot
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Paths
from rearguard.app.person.reminder_settings import change_reminder_settings
from rearguard.app.watcher.watcher import (
    HEARTBEAT_INTERVAL_S,
    LOOK_INTERVAL_S,
    NEAR_LOOK_INTERVAL_S,
    RETRY_AFTER_S,
    TaskReport,
    Watcher,
)
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan, overlay
from rearguard.sitting.desktop import DesktopState

START = datetime(2026, 3, 3, 10).astimezone().timestamp()


class Desk:
    """A desk, its clocks, and a scripted child process."""

    name = "a desk"

    def __init__(self, home: Paths) -> None:
        self.home = home
        self.at = START
        self.slept = 0.0
        self.set_back = 0.0
        self.seen: dict[str, Any] = {}
        self.idle: float | None = 0.0
        self.report: TaskReport | None = TaskReport(spans_stored=True)
        self.errands: list[dict[str, Any]] = []
        self.said: list[str] = []
        self.opened = 0
        self.gaps: list[float] = []
        self.busy = False
        self._reports: list[TaskReport] = []
        self.watcher = self.started()

    def started(self) -> Watcher:
        return Watcher(self.home, self.open, self.readings, self, lambda message: self.said.append(message.render()))

    def open(self) -> Desk:
        self.opened += 1
        return self

    def readings(self) -> ClockSnapshot:
        return ClockSnapshot(
            at=self.at - self.set_back, since_boot_s=self.at - START + 100, awake_s=self.at - START + 100 - self.slept
        )

    def look(self) -> DesktopState:
        return DesktopState(idle=self.idle, **self.seen)

    def wait(self, seconds: float) -> None:
        self.at += seconds

    def close(self) -> None:
        pass

    def start(self, errand: dict[str, Any]) -> None:
        self.errands.append(errand)
        if self.report is not None:
            self._reports.append(self.report)

    def collect(self) -> TaskReport | None:
        return self._reports.pop() if self._reports else None

    def work(self, minutes: float, **state: Any) -> None:  # noqa: ANN401 - fields of a look
        self.live(minutes, idle=0.0, **state)

    def live(self, minutes: float, idle: float | None, **state: Any) -> None:  # noqa: ANN401 - as above
        """Let time go by; an idle time of 0 stays, any other grows."""
        self.idle, self.seen = idle, state
        until = self.at + minutes * 60
        while self.at < until:
            self.gaps.append(self.watcher.look())
            self.wait(self.gaps[-1])
            if self.idle:
                self.idle += self.gaps[-1]

    def told(self) -> list[ActivitySpan]:
        return [span for errand in self.errands for span in heartbeat.parse_spans(errand["told"])]

    def minutes(self) -> list[tuple[str, object]]:
        return [(span.activity.value, pytest.approx((span.end - span.start) / 60, abs=1)) for span in self.told()]


@pytest.fixture
def desk(home: Paths) -> Desk:
    change_reminder_settings(home, {"on": False, "ask": False})
    return Desk(home)


def test_a_spell_is_sent_to_the_journal_once_it_has_ended(desk: Desk) -> None:
    desk.work(30)
    assert desk.errands == []
    desk.live(20, idle=1.0)
    assert desk.minutes() == [("sitting", 30)]
    assert heartbeat.read_heartbeat(desk.home).spans == ()


def test_what_is_under_way_is_in_the_heartbeat_so_that_a_kill_loses_a_minute(desk: Desk) -> None:
    desk.work(30)
    (span,) = heartbeat.read_heartbeat(desk.home).spans
    assert desk.at - span.end <= HEARTBEAT_INTERVAL_S + 2 * LOOK_INTERVAL_S
    desk.watcher = desk.started()
    desk.work(10)
    desk.live(20, idle=1.0)
    first, second = desk.told()
    assert first == span
    assert 0 <= second.start - first.end <= HEARTBEAT_INTERVAL_S + 3 * LOOK_INTERVAL_S


def test_refused_entries_are_retried_until_the_journal_accepts_them_with_one_message(desk: Desk) -> None:
    desk.report = TaskReport(error="The disk is full.")
    desk.work(10)
    desk.live(60, idle=1.0)
    assert desk.said == ["The disk is full. Trying again every five minutes."]
    assert len(desk.errands) == pytest.approx(60 * 60 / RETRY_AFTER_S, abs=2)
    assert len(heartbeat.read_heartbeat(desk.home).spans) == 1
    desk.report = TaskReport(spans_stored=True)
    desk.live(10, idle=4000.0)
    assert heartbeat.read_heartbeat(desk.home).spans == ()
    assert len(set(desk.told())) == 1


def test_an_unwritable_heartbeat_is_reported_once_and_detected_sitting_is_still_saved(desk: Desk) -> None:
    (desk.home.data / heartbeat.HEARTBEAT_FILE).mkdir(parents=True)
    desk.work(30)
    desk.live(20, idle=1.0)
    assert len(desk.said) == 1
    assert heartbeat.HEARTBEAT_FILE in desk.said[0]
    assert desk.minutes() == [("sitting", 30)]


def test_without_a_desktop_nothing_is_claimed_and_it_is_looked_for_every_minute(desk: Desk) -> None:
    desk.work(10)
    desk.live(10, idle=None)
    assert desk.said == ["Can't detect keyboard or mouse use on this desktop. Checking again every minute."]
    assert desk.opened == pytest.approx(11, abs=2)
    assert desk.minutes() == [("sitting", 10)]
    desk.work(10)
    desk.live(10, idle=None)
    assert len(desk.said) == 2


def test_a_suspend_is_not_known(desk: Desk) -> None:
    desk.work(20)
    desk.at, desk.slept = desk.at + 3600, 3600.0
    desk.work(20)
    desk.live(10, idle=1.0)
    assert desk.minutes() == [("sitting", 20), ("sitting", 20)]


def test_a_clock_that_is_set_back_is_said_and_nothing_is_counted_twice(desk: Desk) -> None:
    desk.work(30)
    desk.set_back = 20 * 60.0
    desk.work(30)
    desk.live(10, idle=1.0)
    assert desk.said == ["The clock was set back 20 min, so a new period of sitting starts."]
    line = overlay(desk.told())
    assert sum(span.end - span.start for span in line) / 60 == pytest.approx(40, abs=1)


def test_at_the_standing_desk_what_is_typed_is_stood(desk: Desk) -> None:
    desk.work(20)
    change_reminder_settings(desk.home, {"standing": True})
    desk.work(30)
    change_reminder_settings(desk.home, {"standing": False})
    desk.work(10)
    desk.live(10, idle=1.0)
    assert desk.minutes() == [("sitting", 20), ("standing", 30), ("sitting", 10)]


def test_stopped_it_leaves_what_it_knows(desk: Desk) -> None:
    desk.work(10)
    desk.watcher.stop()
    (span,) = heartbeat.read_heartbeat(desk.home).spans
    assert span.activity is Activity.SITTING
    assert desk.at - span.end <= 2 * LOOK_INTERVAL_S


def test_it_looks_no_more_often_than_needed(desk: Desk) -> None:
    desk.work(60)
    assert set(desk.gaps[3:]) == {LOOK_INTERVAL_S}
    change_reminder_settings(desk.home, {"on": True, "quiet_from": "00:00", "quiet_to": "00:00"})
    desk.gaps.clear()
    desk.report = TaskReport(
        spans_stored=True, no_reminder_before=datetime.fromtimestamp(desk.at, UTC) + timedelta(hours=8)
    )
    desk.work(60)
    assert min(desk.gaps) >= NEAR_LOOK_INTERVAL_S
    assert desk.gaps.count(NEAR_LOOK_INTERVAL_S) < 60


ANY_TIME = {"on": True, "quiet_from": "00:00", "quiet_to": "00:00"}


def test_it_asks_for_a_nudge_once_in_a_pause(desk: Desk) -> None:
    change_reminder_settings(desk.home, ANY_TIME)
    desk.report = TaskReport(
        spans_stored=True, no_reminder_before=datetime.fromtimestamp(START, UTC) + timedelta(hours=2)
    )
    desk.work(33)
    assert desk.errands == []
    desk.live(2, idle=9.0)
    (errand,) = desk.errands
    assert errand["nudge"]["sat"] == pytest.approx(33 * 60, abs=90)
    desk.work(20)
    assert len(desk.errands) == 1


@pytest.mark.parametrize("state", [{"call": True}, {"full_screen": True}, {"do_not_disturb": True}, {"saving": True}])
def test_it_does_not_even_ask_when_that_would_disturb(state: dict[str, bool], desk: Desk) -> None:
    change_reminder_settings(desk.home, ANY_TIME)
    desk.work(60, **state)
    assert desk.errands == []


def test_after_an_absence_it_asks_once_and_not_in_a_call(desk: Desk) -> None:
    change_reminder_settings(desk.home, {"ask": True, "quiet_from": "00:00", "quiet_to": "00:00"})
    desk.work(10)
    desk.live(30, idle=1.0)
    desk.work(2, call=True)
    assert not any("ask" in errand for errand in desk.errands)
    desk.work(20)
    ((start, end),) = [errand["ask"] for errand in desk.errands if "ask" in errand]
    assert (end - start) / 60 == pytest.approx(30, abs=2)


def test_an_absence_of_a_moment_or_of_a_night_is_not_asked_about(desk: Desk) -> None:
    change_reminder_settings(desk.home, {"ask": True, "quiet_from": "00:00", "quiet_to": "00:00"})
    for minutes in (6, 9 * 60):
        desk.work(10)
        desk.live(minutes, idle=1.0)
    desk.work(10)
    assert not any("ask" in errand for errand in desk.errands)


@pytest.mark.parametrize(
    "text",
    ["", "{}", '{"spans": [[1]], "since": null, "sign": null}', '{"spans": [[1, 2, "flying"]], "since": 1, "sign": 1}'],
)
def test_a_damaged_heartbeat_counts_as_missing(text: str, home: Paths) -> None:
    home.make_data_folder()
    (home.data / heartbeat.HEARTBEAT_FILE).write_text(text)
    assert heartbeat.read_heartbeat(home) == Heartbeat()
