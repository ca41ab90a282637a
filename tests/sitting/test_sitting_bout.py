"""From samples of a desktop to bouts of sitting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rearguard.charge.activity_span import ActivitySpan
from rearguard.sitting.desktop import DesktopState
from rearguard.sitting.idle_sample import IdleSample
from rearguard.sitting.sitting_bout import MAX_SIGN_GAP_S, SittingState, add_sample, current_sitting_s, open_bout

EVERY = 5.0


@dataclass
class Desk:
    """A desktop with or without a user."""

    at: float = 1_000_000.0
    passed: float = 500.0
    awake: float = 500.0
    idle: float = 0.0
    samples: list[IdleSample] = field(default_factory=list)

    def look(self, *, busy: bool = False, locked: bool = False) -> None:
        self.samples.append(
            IdleSample(
                at=self.at,
                since_boot_s=self.passed,
                awake_s=self.awake,
                idle_s=self.idle,
                is_busy=busy,
                is_locked=locked,
            )
        )

    def pass_by(self, seconds: float, *, typing: bool = False, busy: bool = False, locked: bool = False) -> None:
        for _ in range(round(seconds / EVERY)):
            self.at, self.passed, self.awake = self.at + EVERY, self.passed + EVERY, self.awake + EVERY
            self.idle = 0.0 if typing else self.idle + EVERY
            self.look(busy=busy, locked=locked)

    def sleep(self, seconds: float) -> None:
        self.at, self.passed = self.at + seconds, self.passed + seconds

    def set_clock(self, seconds: float) -> None:
        self.at += seconds


def spells(samples: Iterable[IdleSample]) -> list[ActivitySpan]:
    return list(_spells(samples))


def _spells(samples: Iterable[IdleSample]) -> Iterator[ActivitySpan]:
    watch = SittingState()
    for sample in samples:
        watch, ended = add_sample(watch, sample)
        if ended is not None:
            yield ended
    last = open_bout(watch)
    if last is not None:
        yield last


def lengths(desk: Desk) -> list[float]:
    return [spell.end - spell.start for spell in spells(desk.samples)]


def about(seconds: float) -> object:
    """A bout begins with the first sample that has a predecessor, and ends with its last sign of activity."""
    return pytest.approx(seconds, abs=2 * EVERY)


def test_typing_is_sitting() -> None:
    desk = Desk()
    desk.pass_by(1800, typing=True)
    assert lengths(desk) == [about(1800)]


def test_four_quiet_minutes_are_reading_and_six_are_not_known() -> None:
    desk = Desk()
    desk.pass_by(600, typing=True)
    desk.pass_by(240)
    desk.pass_by(600, typing=True)
    assert len(lengths(desk)) == 1
    desk.pass_by(360)
    desk.pass_by(600, typing=True)
    assert lengths(desk) == [about(1440), about(600)]


def test_a_film_and_a_call_are_sitting_without_a_touch() -> None:
    desk = Desk()
    desk.pass_by(60, typing=True)
    desk.pass_by(7200, busy=True)
    assert lengths(desk) == [about(7260)]


def test_a_call_without_a_touch_before_or_after_is_sitting_while_it_lasts() -> None:
    desk = Desk(idle=10_000.0)
    desk.pass_by(60)
    desk.pass_by(1800, busy=True)
    desk.pass_by(1800)
    assert lengths(desk) == [about(1800)]


def test_a_locked_screen_is_unknown_however_short_even_with_typing() -> None:
    desk = Desk()
    desk.pass_by(600, typing=True)
    desk.pass_by(120, typing=True, locked=True)
    desk.pass_by(600, typing=True)
    assert lengths(desk) == [about(600), about(600)]


@pytest.mark.parametrize("seconds", [10, 3600, 3 * 24 * 3600])
def test_a_sleep_is_not_known_however_long(seconds: float) -> None:
    desk = Desk()
    desk.pass_by(600, typing=True)
    desk.sleep(seconds)
    desk.pass_by(600, typing=True)
    assert lengths(desk) == [about(600), about(600)]


@pytest.mark.parametrize("seconds", [-86400, -3600, -10, 10, 3600, 86400])
def test_a_clock_that_is_set_makes_no_spell_longer(seconds: float) -> None:
    desk = Desk()
    desk.pass_by(600, typing=True)
    desk.set_clock(seconds)
    desk.pass_by(600, typing=True)
    assert lengths(desk) == [about(600), about(600)]


def test_a_watcher_that_was_gone_for_an_hour_invents_nothing() -> None:
    desk = Desk()
    desk.pass_by(600, typing=True)
    desk.at, desk.passed, desk.awake = desk.at + 3600, desk.passed + 3600, desk.awake + 3600
    desk.pass_by(600, typing=True)
    assert sum(lengths(desk)) <= 1200


moves = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.integers(5, 900)),
        st.tuples(st.just("quiet"), st.integers(5, 900)),
        st.tuples(st.just("film"), st.integers(5, 900)),
        st.tuples(st.just("lock"), st.integers(5, 900)),
        st.tuples(st.just("sleep"), st.integers(1, 3 * 24 * 3600)),
        st.tuples(st.just("set"), st.integers(-90000, 90000)),
        st.tuples(st.just("restart"), st.integers(1, 900)),
    ),
    max_size=12,
)


def played(story: list[tuple[str, int]]) -> Desk:
    desk = Desk()
    for action, seconds in story:
        if action == "sleep":
            desk.sleep(seconds)
        elif action == "set":
            desk.set_clock(seconds)
        elif action == "restart":
            desk.at, desk.passed, desk.awake = desk.at + seconds, 1.0, 1.0
        else:
            desk.pass_by(seconds, typing=action == "type", busy=action == "film", locked=action == "lock")
    return desk


@given(moves)
def test_nothing_is_negative_nothing_is_counted_twice_and_no_more_than_was_awake(story: list[tuple[str, int]]) -> None:
    desk = played(story)
    bouts = spells(desk.samples)
    assert all(spell.start < spell.end for spell in bouts)
    awake_s = sum(seconds for action, seconds in story if action in {"type", "quiet", "film"})
    assert sum(spell.end - spell.start for spell in bouts) <= awake_s + EVERY
    if all(action != "set" for action, _ in story):
        assert all(before.end <= after.start for before, after in pairwise(bouts))


@given(moves, st.integers(0, 200))
def test_carrying_the_watch_over_a_cut_changes_nothing(story: list[tuple[str, int]], cut: int) -> None:
    samples = played(story).samples
    watch, bouts = SittingState(), []
    for part in (samples[:cut], samples[cut:]):
        for sample in part:
            watch, ended = add_sample(watch, replace(sample))
            bouts += [ended] if ended else []
    last = open_bout(watch)
    assert [*bouts, *([last] if last else [])] == spells(samples)


@given(moves)
def test_typing_time_is_never_missed_by_more_than_a_look_for_each_thing_that_happened(
    story: list[tuple[str, int]],
) -> None:
    desk = played(story)
    typed = sum(seconds - seconds % EVERY for action, seconds in story if action == "type")
    assert sum(lengths(desk)) >= typed - 3 * EVERY * (len(story) + 1)


@pytest.mark.parametrize(
    ("since", "sign", "desktop", "seconds"),
    [
        (None, None, DesktopState(idle=0.0), 0.0),
        (1000.0, None, DesktopState(idle=0.0), 0.0),
        (1000.0, 1900.0, DesktopState(idle=50.0), 1000.0),
        (1000.0, 1900.0, DesktopState(idle=5000.0), 1000.0),
        (1000.0, 1000.0 + 2 * MAX_SIGN_GAP_S, DesktopState(idle=5000.0), 0.0),
        (1000.0, 1000.0, DesktopState(idle=0.0), 0.0),
        (1000.0, 1900.0, DesktopState(idle=0.0, locked=True), 0.0),
        (1000.0, 1900.0, DesktopState(), 0.0),
        (2500.0, 2500.0, DesktopState(idle=0.0), 0.0),
    ],
    ids=["no record", "no sign", "input", "idle", "idle for too long", "a gap", "locked", "no idle time", "clock set"],
)
def test_the_current_sitting_is_the_record_s_while_signs_go_on(
    since: float | None, sign: float | None, desktop: DesktopState, seconds: float
) -> None:
    assert current_sitting_s(since, sign, desktop, 2000.0) == seconds
