"""When it speaks up, and why not."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery, ChargeRange
from rearguard.reminders.decision import (
    AWAY_AFTER_S,
    HIGH_CHARGE_PERCENT,
    MIN_GAP,
    NoReminder,
    Reminder,
    decide_reminder,
)
from rearguard.reminders.reminder_context import PastReminder, ReminderContext, ReminderPolicy, Reply

BERLIN = ZoneInfo("Europe/Berlin")
ELEVEN = datetime(2026, 3, 3, 11, tzinfo=BERLIN)
HALF = Battery(ChargeRange(50, 60), ChargeRange(50, 60))


def known(**other: Any) -> ReminderContext:  # noqa: ANN401 - any field
    return ReminderContext(**{"now": ELEVEN, "charge": HALF, "sitting_s": 2400.0, "idle_s": 20.0, **other})


def silent(reason: str, found: Reminder | NoReminder) -> bool:
    return isinstance(found, NoReminder) and reason in found.reason.render()


def test_after_forty_minutes_a_pause_is_used_for_what_fits_beside_the_desk() -> None:
    found = decide_reminder(known(), ReminderPolicy())
    assert isinstance(found, Reminder)
    assert (found.minutes, found.place) == (3, "desk")
    assert [reason.render() for reason in found.reasons] == [
        "You've been sitting for 40 minutes.",
        "Your charge is about 55%.",
    ]


def test_after_work_the_whole_routine_is_offered() -> None:
    found = decide_reminder(known(now=ELEVEN.replace(hour=17, minute=5)), ReminderPolicy())
    assert isinstance(found, Reminder)
    assert (found.minutes, found.place) == (7, "floor")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"in_call": True}, "call"),
        ({"is_full_screen": True}, "full screen"),
        ({"do_not_disturb": True}, "Do not disturb"),
        ({"is_saving_power": True}, "battery"),
        ({"is_locked": True}, "look like you're sitting here"),
        ({"sitting_s": 0.0}, "look like you're sitting here"),
        ({"at_standing_desk": True}, "standing at your desk"),
        ({"in_session": True}, "session"),
        ({"is_cleared": False}, "safety"),
        ({"sitting_s": 1200.0}, "in 10 minutes"),
        ({"idle_s": 1.0, "sitting_s": 1900.0}, "pause"),
        ({"charge": Battery(ChargeRange(95, 99), ChargeRange(95, 99))}, "high"),
        ({"now": ELEVEN.replace(hour=22)}, "quiet hours"),
        ({"now": ELEVEN.replace(hour=3)}, "quiet hours"),
        ({"past_reminders": (PastReminder(ELEVEN - timedelta(hours=1), Reply.NOT_TODAY),)}, "Not today"),
        ({"past_reminders": (PastReminder(ELEVEN - timedelta(minutes=5), Reply.NONE),)}, "reminded recently"),
        (
            {"past_reminders": tuple(PastReminder(ELEVEN.replace(hour=0, minute=i), Reply.STARTED) for i in range(6))},
            "6 reminders",
        ),
    ],
)
def test_each_reason_for_silence_is_said(other: dict[str, Any], reason: str) -> None:
    found = decide_reminder(known(**other), ReminderPolicy())
    assert silent(reason, found), found


def test_switched_off_it_never_speaks() -> None:
    assert silent("Reminders are off", decide_reminder(known(), ReminderPolicy(is_enabled=False)))


def test_a_pause_is_not_waited_for_for_ever() -> None:
    assert isinstance(decide_reminder(known(idle_s=0.0, sitting_s=30 * 60 + 601.0), ReminderPolicy()), Reminder)


def test_in_ten_minutes_means_ten_the_first_time() -> None:
    later = (PastReminder(ELEVEN - timedelta(minutes=10), Reply.LATER),)
    assert isinstance(decide_reminder(known(past_reminders=later), ReminderPolicy()), Reminder)
    assert isinstance(decide_reminder(known(past_reminders=(later[0], later[0])), ReminderPolicy()), NoReminder)


def test_yesterday_s_not_today_is_over() -> None:
    yesterday = (PastReminder(ELEVEN - timedelta(hours=15), Reply.NOT_TODAY),)
    assert isinstance(decide_reminder(known(past_reminders=yesterday), ReminderPolicy()), Reminder)


replies = st.sampled_from(Reply)
minutes = st.integers(0, 3 * 24 * 60)


@st.composite
def anything(draw: st.DrawFn) -> ReminderContext:
    now = ELEVEN + timedelta(minutes=draw(minutes))
    ago = sorted(draw(st.lists(minutes, max_size=10)), reverse=True)
    return ReminderContext(
        now=now,
        charge=draw(st.sampled_from([HALF, Battery(), Battery(ChargeRange(95, 99), ChargeRange(95, 99))])),
        sitting_s=draw(st.floats(0, 20000)),
        idle_s=draw(st.floats(0, 600)),
        is_cleared=draw(st.booleans()),
        in_session=draw(st.booleans()),
        at_standing_desk=draw(st.booleans()),
        in_call=draw(st.booleans()),
        is_full_screen=draw(st.booleans()),
        do_not_disturb=draw(st.booleans()),
        is_saving_power=draw(st.booleans()),
        is_locked=draw(st.booleans()),
        past_reminders=tuple(PastReminder(now - timedelta(minutes=m), draw(replies)) for m in ago),
    )


manners = st.builds(
    ReminderPolicy,
    is_enabled=st.booleans(),
    after_minutes=st.integers(20, 120),
    max_per_day=st.integers(0, 10),
    quiet_from=st.times(),
    quiet_to=st.times(),
    work_ends=st.times(),
)


def quiet(now: time, wanted: ReminderPolicy) -> bool:
    start, end = wanted.quiet_from, wanted.quiet_to
    return start <= now < end if start <= end else not end <= now < start


@given(anything(), manners)
def test_it_never_speaks_where_it_must_not(found: ReminderContext, wanted: ReminderPolicy) -> None:
    if isinstance(decide_reminder(found, wanted), Reminder):
        assert wanted.is_enabled
        assert found.is_cleared
        assert not any(
            (
                found.in_call,
                found.is_full_screen,
                found.do_not_disturb,
                found.is_saving_power,
                found.is_locked,
                found.in_session,
            )
        )
        assert not quiet(found.now.time(), wanted)
        today = [nudge for nudge in found.past_reminders if nudge.at.date() == found.now.date()]
        assert len(today) < wanted.max_per_day
        assert all(nudge.reply is not Reply.NOT_TODAY for nudge in today)
        assert found.sitting_s >= MIN_GAP.total_seconds()


@given(anything(), manners, st.integers(1, 5))
def test_who_refused_more_often_is_not_asked_sooner(found: ReminderContext, wanted: ReminderPolicy, more: int) -> None:
    if found.past_reminders and isinstance(decide_reminder(found, wanted), NoReminder):
        last = found.past_reminders[-1]
        refused = tuple(PastReminder(last.at, Reply.NONE) for _ in range(more))
        if last.reply is not Reply.STARTED:
            again = ReminderContext(
                **{
                    name: getattr(found, name)
                    for name in ReminderContext.__dataclass_fields__
                    if name != "past_reminders"
                },
                past_reminders=(*found.past_reminders, *refused),
            )
            assert isinstance(decide_reminder(again, wanted), NoReminder)


@given(anything(), manners)
def test_there_is_always_a_reason(found: ReminderContext, wanted: ReminderPolicy) -> None:
    decision = decide_reminder(found, wanted)
    said = decision.reasons if isinstance(decision, Reminder) else (decision.reason,)
    assert all(reason.render() for reason in said)


@given(anything(), manners)
def test_the_moment_that_a_silence_names_is_to_come(found: ReminderContext, wanted: ReminderPolicy) -> None:
    decision = decide_reminder(found, wanted)
    if isinstance(decision, NoReminder) and decision.not_before is not None:
        assert decision.not_before > found.now


def test_a_high_charge_is_not_high_any_more_when_it_says() -> None:
    battery = Battery(ChargeRange(96, 98), ChargeRange(94, 99))
    decision = decide_reminder(known(charge=battery), ReminderPolicy())
    assert isinstance(decision, NoReminder)
    assert decision.not_before is not None
    minutes = (decision.not_before - ELEVEN).total_seconds() / 60
    assert battery.after(Activity.SITTING, minutes).low == pytest.approx(HIGH_CHARGE_PERCENT, abs=1e-6)


def test_who_seems_to_have_left_is_not_reminded_before_they_are_back() -> None:
    assert silent("back", decide_reminder(known(idle_s=AWAY_AFTER_S + 1), ReminderPolicy()))
    assert isinstance(decide_reminder(known(idle_s=AWAY_AFTER_S - 1), ReminderPolicy()), Reminder)


def test_not_today_is_until_midnight() -> None:
    decision = decide_reminder(
        known(past_reminders=(PastReminder(ELEVEN - timedelta(hours=2), Reply.NOT_TODAY),)), ReminderPolicy()
    )
    assert isinstance(decision, NoReminder)
    assert decision.not_before == datetime(2026, 3, 4, tzinfo=BERLIN)
