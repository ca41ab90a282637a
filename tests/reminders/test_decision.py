"""When it speaks up, and why not."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity import Activity
from rearguard.charge.battery import Battery, Bounds
from rearguard.reminders.decision import ENOUGH, GONE, LEAST, Nudge, Silence, decide
from rearguard.reminders.reminder_context import Known, Manners, Nudged, Reply

BERLIN = ZoneInfo("Europe/Berlin")
ELEVEN = datetime(2026, 3, 3, 11, tzinfo=BERLIN)
HALF = Battery(Bounds(50, 60), Bounds(50, 60))


def known(**other: Any) -> Known:  # noqa: ANN401 - any field
    return Known(**{"now": ELEVEN, "battery": HALF, "sat": 2400.0, "idle": 20.0, **other})


def silent(reason: str, found: Nudge | Silence) -> bool:
    return isinstance(found, Silence) and reason in found.reason.render()


def test_after_forty_minutes_a_pause_is_used_for_what_fits_beside_the_desk() -> None:
    found = decide(known(), Manners())
    assert isinstance(found, Nudge)
    assert (found.minutes, found.place) == (3, "desk")
    assert [reason.render() for reason in found.why] == [
        "You have sat for 40 minutes.",
        "Your charge is 50 to 60 percent.",
    ]


def test_after_work_the_whole_routine_is_offered() -> None:
    found = decide(known(now=ELEVEN.replace(hour=17, minute=5)), Manners())
    assert isinstance(found, Nudge)
    assert (found.minutes, found.place) == (7, "floor")


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"call": True}, "call"),
        ({"full_screen": True}, "fills the screen"),
        ({"do_not_disturb": True}, "not to disturb"),
        ({"saving": True}, "battery"),
        ({"locked": True}, "Nobody"),
        ({"sat": 0.0}, "Nobody"),
        ({"standing": True}, "standing desk"),
        ({"training": True}, "session"),
        ({"cleared": False}, "safety"),
        ({"sat": 1200.0}, "in 10 minutes"),
        ({"idle": 1.0, "sat": 1900.0}, "pause"),
        ({"battery": Battery(Bounds(95, 99), Bounds(95, 99))}, "high"),
        ({"now": ELEVEN.replace(hour=22)}, "quiet hours"),
        ({"now": ELEVEN.replace(hour=3)}, "quiet hours"),
        ({"nudges": (Nudged(ELEVEN - timedelta(hours=1), Reply.NOT_TODAY),)}, "not today"),
        ({"nudges": (Nudged(ELEVEN - timedelta(minutes=5), Reply.NONE),)}, "not long ago"),
        ({"nudges": tuple(Nudged(ELEVEN.replace(hour=0, minute=i), Reply.STARTED) for i in range(6))}, "6 times"),
    ],
)
def test_each_reason_for_silence_is_said(other: dict[str, Any], reason: str) -> None:
    found = decide(known(**other), Manners())
    assert silent(reason, found), found


def test_switched_off_it_never_speaks() -> None:
    assert silent("switched off", decide(known(), Manners(on=False)))


def test_a_pause_is_not_waited_for_for_ever() -> None:
    assert isinstance(decide(known(idle=0.0, sat=30 * 60 + 601.0), Manners()), Nudge)


def test_in_ten_minutes_means_ten_the_first_time() -> None:
    later = (Nudged(ELEVEN - timedelta(minutes=10), Reply.LATER),)
    assert isinstance(decide(known(nudges=later), Manners()), Nudge)
    assert isinstance(decide(known(nudges=(later[0], later[0])), Manners()), Silence)


def test_yesterday_s_not_today_is_over() -> None:
    yesterday = (Nudged(ELEVEN - timedelta(hours=15), Reply.NOT_TODAY),)
    assert isinstance(decide(known(nudges=yesterday), Manners()), Nudge)


replies = st.sampled_from(Reply)
minutes = st.integers(0, 3 * 24 * 60)


@st.composite
def anything(draw: st.DrawFn) -> Known:
    now = ELEVEN + timedelta(minutes=draw(minutes))
    ago = sorted(draw(st.lists(minutes, max_size=10)), reverse=True)
    return Known(
        now=now,
        battery=draw(st.sampled_from([HALF, Battery(), Battery(Bounds(95, 99), Bounds(95, 99))])),
        sat=draw(st.floats(0, 20000)),
        idle=draw(st.floats(0, 600)),
        cleared=draw(st.booleans()),
        training=draw(st.booleans()),
        standing=draw(st.booleans()),
        call=draw(st.booleans()),
        full_screen=draw(st.booleans()),
        do_not_disturb=draw(st.booleans()),
        saving=draw(st.booleans()),
        locked=draw(st.booleans()),
        nudges=tuple(Nudged(now - timedelta(minutes=m), draw(replies)) for m in ago),
    )


manners = st.builds(
    Manners,
    on=st.booleans(),
    after=st.integers(20, 120),
    a_day=st.integers(0, 10),
    quiet_from=st.times(),
    quiet_to=st.times(),
    work_ends=st.times(),
)


def quiet(now: time, wanted: Manners) -> bool:
    start, end = wanted.quiet_from, wanted.quiet_to
    return start <= now < end if start <= end else not end <= now < start


@given(anything(), manners)
def test_it_never_speaks_where_it_must_not(found: Known, wanted: Manners) -> None:
    if isinstance(decide(found, wanted), Nudge):
        assert wanted.on
        assert found.cleared
        assert not any(
            (found.call, found.full_screen, found.do_not_disturb, found.saving, found.locked, found.training)
        )
        assert not quiet(found.now.time(), wanted)
        today = [nudge for nudge in found.nudges if nudge.at.date() == found.now.date()]
        assert len(today) < wanted.a_day
        assert all(nudge.reply is not Reply.NOT_TODAY for nudge in today)
        assert found.sat >= LEAST.total_seconds()


@given(anything(), manners, st.integers(1, 5))
def test_who_refused_more_often_is_not_asked_sooner(found: Known, wanted: Manners, more: int) -> None:
    if found.nudges and isinstance(decide(found, wanted), Silence):
        last = found.nudges[-1]
        refused = tuple(Nudged(last.at, Reply.NONE) for _ in range(more))
        if last.reply is not Reply.STARTED:
            again = Known(
                **{name: getattr(found, name) for name in Known.__dataclass_fields__ if name != "nudges"},
                nudges=(*found.nudges, *refused),
            )
            assert isinstance(decide(again, wanted), Silence)


@given(anything(), manners)
def test_there_is_always_a_reason(found: Known, wanted: Manners) -> None:
    decision = decide(found, wanted)
    said = decision.why if isinstance(decision, Nudge) else (decision.reason,)
    assert all(reason.render() for reason in said)


@given(anything(), manners)
def test_the_moment_that_a_silence_names_is_to_come(found: Known, wanted: Manners) -> None:
    decision = decide(found, wanted)
    if isinstance(decision, Silence) and decision.again is not None:
        assert decision.again > found.now


def test_a_high_charge_is_not_high_any_more_when_it_says() -> None:
    battery = Battery(Bounds(96, 98), Bounds(94, 99))
    decision = decide(known(battery=battery), Manners())
    assert isinstance(decision, Silence)
    assert decision.again is not None
    minutes = (decision.again - ELEVEN).total_seconds() / 60
    assert battery.after(Activity.SITTING, minutes).low == pytest.approx(ENOUGH, abs=1e-6)


def test_who_seems_to_have_left_is_not_reminded_before_they_are_back() -> None:
    assert silent("back", decide(known(idle=GONE + 1), Manners()))
    assert isinstance(decide(known(idle=GONE - 1), Manners()), Nudge)


def test_not_today_is_until_midnight() -> None:
    decision = decide(known(nudges=(Nudged(ELEVEN - timedelta(hours=2), Reply.NOT_TODAY),)), Manners())
    assert isinstance(decision, Silence)
    assert decision.again == datetime(2026, 3, 4, tzinfo=BERLIN)
