"""The effect of a break, an easy week and strength work on the next plan."""

from __future__ import annotations

import pytest
from support.training_history import (
    EXERCISES,
    MONDAY,
    ONE_DAY,
    find_current_target,
    find_last_reason,
    fold_sessions,
    make_level_choice,
    make_performance,
    make_session,
)

from rearguard.plan.request import LevelTarget
from rearguard.progress.fold import TrainingProgress
from rearguard.progress.sessions import LevelChoice
from rearguard.progress.targets import level_targets


def planned(progress: TrainingProgress, day: float, name: str = "lift") -> LevelTarget:
    """Return the targets of a plan made a number of days after Monday."""
    return level_targets(progress, EXERCISES, MONDAY + day * ONE_DAY)[name]


def on(level: str) -> TrainingProgress:
    """A person who chose a level and reached a number of repetitions there, the last time on Monday."""
    return fold_sessions(
        make_level_choice(-3, "lift", level),
        make_session(-2, make_performance(at=level)),
        make_session(0, make_performance(at=level, amount=10)),
    )


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
    progress = fold_sessions(make_session(20, make_performance(at="plain")), begun=on("band"))
    assert find_current_target(progress) == ("plain", 10)
    (broke, stays) = progress.decisions[-2:]
    assert (broke.level_before, broke.level) == ("band", "plain")
    assert "20 days" in str(broke.reason)
    assert "smaller session than usual" in str(stays.reason)


def test_a_break_of_one_exercise_is_its_own() -> None:
    others = (make_session(day, make_performance("open"), effort=7) for day in (7, 14, 21))
    progress = fold_sessions(*others, begun=on("band"))
    assert planned(progress, 22).level == "plain"
    assert planned(progress, 22, "open").reason is None


def test_pain_makes_the_next_two_sessions_smaller_by_30_percent() -> None:
    progress = fold_sessions(make_session(0, make_performance(at="plain", pain=4, sets=3)))
    rung = planned(progress, 1)
    assert (rung.reps, rung.sets) == (7, 3)
    assert "30% less" in str(rung.reason)
    assert (
        planned(
            fold_sessions(
                make_session(1, make_performance(amount=7)), make_session(2, make_performance(amount=7)), begun=progress
            ),
            3,
        ).reps
        == 10
    )


def test_an_easy_week_is_offered_after_five_weeks_and_lasts_seven_days() -> None:
    progress = fold_sessions(*(make_session(day, make_performance(), effort=7) for day in range(0, 36, 3)))
    assert not progress.may_offer_easy_week(MONDAY + 34 * ONE_DAY)
    assert progress.may_offer_easy_week(MONDAY + 35 * ONE_DAY)
    easy = fold_sessions(LevelChoice(id="e", at=MONDAY + 35 * ONE_DAY), begun=progress)
    assert (easy.may_offer_easy_week(MONDAY + 36 * ONE_DAY), planned(easy, 36).reps, planned(easy, 36).sets) == (
        False,
        6,
        2,
    )
    assert planned(fold_sessions(make_session(41, make_performance(amount=6)), begun=easy), 42).reps == 10
    assert planned(progress, 36).reps == 10, "it is nobody's duty"
    counted = fold_sessions(
        make_session(36, make_performance(amount=6)), make_session(37, make_performance(amount=6)), begun=easy
    )
    assert find_current_target(counted) == ("plain", 10)
    assert "smaller session than usual" in find_last_reason(counted)


def test_a_break_of_more_than_a_week_restarts_the_five_weeks() -> None:
    days = [*range(0, 21, 3), *range(30, 54, 3)]
    progress = fold_sessions(*(make_session(day, make_performance(), effort=7) for day in days))
    assert not progress.may_offer_easy_week(MONDAY + 52 * ONE_DAY)
    assert progress.unbroken_since == MONDAY + 30 * ONE_DAY


def test_a_level_with_a_weight_or_on_one_leg_comes_every_other_day() -> None:
    progress = fold_sessions(make_level_choice(-1, "lift", "weight"), make_session(0, make_performance(at="weight")))
    resting = planned(progress, 1)
    assert (resting.level, resting.reps) == ("band", 10)
    assert "every other day" in str(resting.reason)
    assert planned(progress, 2).level == "weight"
    progress = fold_sessions(
        make_session(1, make_performance(at="band")), make_session(2, make_performance(at="weight")), begun=progress
    )
    assert find_current_target(progress) == ("weight", 12), "the day between takes nothing away"


def test_what_was_never_done_is_planned_as_for_everybody() -> None:
    assert level_targets(TrainingProgress(), EXERCISES, MONDAY) == {}
    assert planned(fold_sessions(make_session(0, make_performance())), 1) == LevelTarget("plain", reps=10)


def test_what_is_timed_goes_by_fives() -> None:
    progress = fold_sessions(make_session(0, make_performance("pace", "knees", 60, pain=4)))
    assert planned(progress, 1, "pace").seconds == 25  # 70 percent of 40


def test_after_four_weeks_without_it_is_remembered_for_the_self_tests() -> None:
    assert (
        fold_sessions(make_session(0, make_performance()), make_session(28, make_performance())).long_break_at is None
    )
    assert (
        fold_sessions(make_session(0, make_performance()), make_session(29, make_performance())).long_break_at
        == MONDAY + 29 * ONE_DAY
    )
