"""What a break, an easy week and strength work do to the next plan."""

from __future__ import annotations

import pytest
from support.training_history import DAY, EXERCISES, MONDAY, after, chosen, did, place, session, why

from rearguard.plan.request import Rung
from rearguard.progress.fold import Progress
from rearguard.progress.sessions import Choice
from rearguard.progress.targets import rungs


def planned(found: Progress, day: float, name: str = "lift") -> Rung:
    """Return what a plan made so many days after Monday takes."""
    return rungs(found, EXERCISES, MONDAY + day * DAY)[name]


def on(level: str) -> Progress:
    """Somebody who has chosen a level, and has come to some repetitions there, the last time on Monday."""
    return after(chosen(-3, "lift", level), session(-2, did(at=level)), session(0, did(at=level, amount=10)))


@pytest.mark.parametrize(
    ("days", "level", "reps", "sets"),
    [
        (1, "band", 12, None),
        (7.9, "band", 12, None),
        (8, "band", 9, 2),  # 20 percent less, in no more sets than last time
        (14, "band", 9, 2),
        (14.9, "band", 9, 2),
        (15, "plain", 10, None),
        (28, "plain", 10, None),
        (29, "plain", 10, None),
        (91, "plain", 10, None),
    ],
)
def test_the_longer_the_break_the_lower_it_goes_on(days: float, level: str, reps: int, sets: int | None) -> None:
    rung = planned(on("band"), days)
    assert (rung.level, rung.reps, rung.sets) == (level, reps, sets)


@pytest.mark.parametrize(
    ("days", "level"), [(14, "one-leg"), (15, "weight"), (29, "band"), (90, "band"), (91, "plain")]
)
def test_from_high_up_it_is_one_level_two_levels_and_all_of_them(days: float, level: str) -> None:
    assert planned(on("one-leg"), days).level == level


def test_the_first_session_after_a_break_tells_why_and_is_what_was_planned() -> None:
    found = after(session(20, did(at="plain")), begun=on("band"))
    assert place(found) == ("plain", 10)
    (broke, stays) = found.decisions[-2:]
    assert (broke.level_before, broke.level) == ("band", "plain")
    assert "20 days" in str(broke.reason)
    assert "smaller than usual" in str(stays.reason)


def test_a_break_of_one_exercise_is_its_own() -> None:
    others = (session(day, did("open"), effort=7) for day in (7, 14, 21))
    found = after(*others, begun=on("band"))
    assert planned(found, 22).level == "plain"
    assert planned(found, 22, "open").why is None


def test_pain_makes_the_next_two_sessions_smaller_by_30_percent() -> None:
    found = after(session(0, did(at="plain", pain=4, sets=3)))
    rung = planned(found, 1)
    assert (rung.reps, rung.sets) == (7, 3)
    assert "30 percent" in str(rung.why)
    assert planned(after(session(1, did(amount=7)), session(2, did(amount=7)), begun=found), 3).reps == 10


def test_an_easy_week_is_offered_after_five_weeks_and_lasts_seven_days() -> None:
    found = after(*(session(day, did(), effort=7) for day in range(0, 36, 3)))
    assert not found.tired(MONDAY + 34 * DAY)
    assert found.tired(MONDAY + 35 * DAY)
    easy = after(Choice(id="e", at=MONDAY + 35 * DAY), begun=found)
    assert (easy.tired(MONDAY + 36 * DAY), planned(easy, 36).reps, planned(easy, 36).sets) == (False, 6, 2)
    assert planned(after(session(41, did(amount=6)), begun=easy), 42).reps == 10
    assert planned(found, 36).reps == 10, "it is nobody's duty"
    counted = after(session(36, did(amount=6)), session(37, did(amount=6)), begun=easy)
    assert place(counted) == ("plain", 10)
    assert "smaller than usual" in why(counted)


def test_a_break_of_more_than_a_week_begins_the_five_weeks_anew() -> None:
    days = [*range(0, 21, 3), *range(30, 54, 3)]
    found = after(*(session(day, did(), effort=7) for day in days))
    assert not found.tired(MONDAY + 52 * DAY)
    assert found.since == MONDAY + 30 * DAY


def test_a_level_with_a_weight_or_on_one_leg_comes_every_other_day() -> None:
    found = after(chosen(-1, "lift", "weight"), session(0, did(at="weight")))
    resting = planned(found, 1)
    assert (resting.level, resting.reps) == ("band", 10)
    assert "every other day" in str(resting.why)
    assert planned(found, 2).level == "weight"
    found = after(session(1, did(at="band")), session(2, did(at="weight")), begun=found)
    assert place(found) == ("weight", 12), "the day between takes nothing away"


def test_what_was_never_done_is_planned_as_for_everybody() -> None:
    assert rungs(Progress(), EXERCISES, MONDAY) == {}
    assert planned(after(session(0, did())), 1) == Rung("plain", reps=10)


def test_what_is_timed_goes_by_fives() -> None:
    found = after(session(0, did("pace", "knees", 60, pain=4)))
    assert planned(found, 1, "pace").seconds == 25  # 70 percent of 40


def test_after_four_weeks_without_it_is_remembered_for_the_self_tests() -> None:
    assert after(session(0, did()), session(28, did())).long_break_at is None
    assert after(session(0, did()), session(29, did())).long_break_at == MONDAY + 29 * DAY
