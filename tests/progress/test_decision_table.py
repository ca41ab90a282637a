"""Each row of the table, and that the first that fits is the one."""

from __future__ import annotations

from typing import Any

import pytest
from support.training_history import (
    find_current_target,
    find_last_reason,
    fold_sessions,
    make_level_choice,
    make_performance,
    make_session,
    make_undo_choice,
)

from rearguard.library.exercise import Equipment, Trait
from rearguard.progress.fold import TrainingProgress
from rearguard.progress.ladder import Availability
from rearguard.progress.level_state import LevelAction
from rearguard.progress.sessions import Performance

NO_WEIGHT = Availability(equipment=frozenset({Equipment.BAND, Equipment.FLOOR}))


def at_most(level: str) -> TrainingProgress:
    """Somebody who has chosen a level and has come to the most of it."""
    sessions = [
        make_session(day, make_performance(at=level, amount=amount))
        for day, amount in ((1, 10), (2, 10), (3, 12), (4, 12))
    ]
    return fold_sessions(make_level_choice(0, "lift", level), *sessions)


# 1. Red flags.


def test_new_numbness_stops_all_progress_and_names_the_safety_questions() -> None:
    found = fold_sessions(
        make_session(0, make_performance()), make_session(1, make_performance(), has_new_numbness=True)
    )
    assert find_current_target(found) == ("plain", 10)
    assert "safety check" in find_last_reason(found)
    assert found.level_states["lift"].good_sessions == 0


def test_a_red_flag_comes_before_everything_else() -> None:
    found = fold_sessions(
        make_session(0, make_performance()),
        make_session(1, make_performance(pain=7), has_new_numbness=True, effort=10, morning_pain=6),
    )
    assert found.decisions[-1].action is LevelAction.STAYS


# 2. Pain above 5.


@pytest.mark.parametrize(
    ("level", "lower"), [("one-leg", "band"), ("weight", "plain"), ("band", "plain"), ("plain", "plain")]
)
def test_pain_above_5_leads_two_levels_down_where_there_are_any(level: str, lower: str) -> None:
    found = fold_sessions(
        make_level_choice(0, "lift", level),
        make_session(1, make_performance(at=level, pain=6, done_bouts=1), was_cut_short=True),
    )
    assert find_current_target(found) == (lower, 10)
    assert found.level_states["lift"].held_back_sessions == 2
    assert "6 out of 10" in find_last_reason(found)


# 3. Pain of 4 or 5, or on the next morning.


@pytest.mark.parametrize("pain", [4, 5])
def test_pain_of_4_or_5_leads_one_level_down_and_holds_for_two_sessions(pain: int) -> None:
    found = fold_sessions(
        make_level_choice(0, "lift", "weight"), make_session(1, make_performance(at="weight", pain=pain))
    )
    assert (find_current_target(found), found.level_states["lift"].held_back_sessions) == (("band", 10), 2)
    held = fold_sessions(
        make_session(2, make_performance(at="band", amount=7)),
        make_session(3, make_performance(at="band", amount=7)),
        begun=found,
    )
    assert (
        find_current_target(held),
        held.level_states["lift"].held_back_sessions,
        held.level_states["lift"].good_sessions,
    ) == (
        ("band", 10),
        0,
        0,
    )
    again = fold_sessions(
        make_session(4, make_performance(at="band")), make_session(5, make_performance(at="band")), begun=held
    )
    assert find_current_target(again) == ("band", 12)


def test_pain_on_the_next_morning_leads_one_level_down_whatever_the_session_was_like() -> None:
    found = fold_sessions(
        make_level_choice(0, "lift", "band"),
        make_session(1, make_performance(at="band")),
        make_session(2, make_performance(at="band"), morning_pain=1),
    )
    assert find_current_target(found) == ("plain", 10)
    assert "next morning" in find_last_reason(found)


def test_pain_on_the_next_morning_is_laid_to_what_hurt_if_something_did() -> None:
    found = fold_sessions(
        make_level_choice(0, "lift", "band"),
        make_level_choice(0.1, "open", "band"),
        make_session(1, make_performance(at="band", pain=2), make_performance("open", "band"), morning_pain=3),
    )
    assert (find_current_target(found), find_current_target(found, "open")) == (("plain", 10), ("band", 10))


def test_a_morning_without_pain_is_no_pain() -> None:
    assert find_current_target(
        fold_sessions(
            make_session(0, make_performance(), morning_pain=0), make_session(1, make_performance(), morning_pain=0)
        )
    ) == ("plain", 12)


def test_pain_at_a_lower_level_than_reached_leads_down_from_there() -> None:
    found = fold_sessions(make_level_choice(0, "lift", "one-leg"), make_session(1, make_performance(at="band", pain=5)))
    assert find_current_target(found) == ("plain", 10)


# 4. Two good sessions.


def test_two_good_sessions_lead_to_more_repetitions_and_then_to_the_next_level_with_few_again() -> None:
    found = fold_sessions()
    seen = []
    level, amount = "plain", 10
    for day in range(8):
        found = fold_sessions(make_session(day * 2, make_performance(at=level, amount=amount)), begun=found)
        level, amount = find_current_target(found)
        seen.append((level, amount))
    assert seen == [
        ("plain", 10),
        ("plain", 12),
        ("plain", 12),
        ("plain", 15),
        ("plain", 15),
        ("band", 10),
        ("band", 10),
        ("band", 12),
    ]


def test_each_change_says_why_with_its_numbers() -> None:
    found = fold_sessions(make_session(0, make_performance()), make_session(1, make_performance()))
    assert find_last_reason(found) == "Two good sessions in a row: now 12 reps."
    assert (
        find_last_reason(fold_sessions(make_session(0, make_performance())))
        == "That went well. One more like it and you move up."
    )


def test_what_is_timed_goes_from_60_seconds_to_the_next_level_with_40_and_on_by_tens() -> None:
    found = fold_sessions(*(make_session(day, make_performance("pace", "knees", 60)) for day in (0, 2)))
    assert find_current_target(found, "pace") == ("ankles", 40)
    found = fold_sessions(
        *(make_session(day, make_performance("pace", "ankles", 60)) for day in (4, 6, 8, 10)), begun=found
    )
    assert find_current_target(found, "pace") == ("ankles", 60)


@pytest.mark.parametrize(
    ("done", "told", "reason"),
    [
        ({"done_bouts": 1}, {}, "You didn't finish all of it"),
        ({"was_eased": True}, {}, "You didn't finish all of it"),
        ({"pain": 3}, {}, "It hurt a little (3"),
        ({"score": 0.79}, {}, "Form"),
        ({"was_counted_short": True}, {}, "counted fewer"),
        ({}, {"effort": 7}, "hard enough (7"),
        ({}, {"effort": None}, "you didn't say how hard it was"),
    ],
)
def test_whatever_is_missing_of_a_good_session_it_stays_and_says_what(
    done: dict[str, Any], told: dict[str, Any], reason: str
) -> None:
    for found in (
        fold_sessions(make_session(0, make_performance()), make_session(1, make_performance(**done), **told)),
        fold_sessions(make_session(0, make_performance(**done), **told), make_session(1, make_performance())),
    ):
        assert find_current_target(found) == ("plain", 10)
    assert reason in find_last_reason(
        fold_sessions(make_session(0, make_performance()), make_session(1, make_performance(**done), **told))
    )


@pytest.mark.parametrize(
    ("done", "told"), [({"pain": 2}, {}), ({"score": 0.8}, {}), ({"score": None}, {}), ({}, {"effort": 6})]
)
def test_what_just_suffices_does_suffice(done: dict[str, Any], told: dict[str, Any]) -> None:
    assert find_current_target(
        fold_sessions(*(make_session(day, make_performance(**done), **told) for day in (0, 1)))
    ) == ("plain", 12)


@pytest.mark.parametrize(
    ("aside", "reason"),
    [
        (make_performance(at="band"), "You did a different level, so yours doesn't change."),
        (make_performance(amount=8), "A shorter set than usual, so nothing changes."),
    ],
)
def test_a_session_at_another_level_or_of_less_counts_neither_for_nor_against(aside: Performance, reason: str) -> None:
    found = fold_sessions(make_session(0, make_performance()), make_session(1, aside))
    assert (find_current_target(found), found.level_states["lift"].good_sessions) == (("plain", 10), 1)
    assert find_last_reason(found) == reason
    assert find_current_target(fold_sessions(make_session(2, make_performance()), begun=found)) == ("plain", 12)


def test_only_one_exercise_a_session_goes_up_a_level_the_one_that_has_waited_longest() -> None:
    ready = [make_performance("open", amount=15), make_performance(amount=15), make_performance("pace", "knees", 60)]
    reps = [
        make_session(day, make_performance("open", amount=a), make_performance(amount=a))
        for day, a in ((0, 10), (1, 10), (2, 12), (3, 12))
    ]
    found = fold_sessions(*reps, make_session(4, *ready), make_session(5, *ready))
    levels = [found.level_states[name].level for name in ("open", "lift", "pace")]
    assert levels == ["band", "plain", "knees"]
    assert "Only one exercise moves up at a time" in find_last_reason(found)
    found = fold_sessions(make_session(6, make_performance("open", "band"), *ready[1:]), begun=found)
    assert [found.level_states[name].level for name in ("open", "lift", "pace")] == ["band", "band", "knees"]
    found = fold_sessions(
        make_session(7, make_performance("open", "band"), make_performance(at="band"), ready[2]), begun=found
    )
    assert found.level_states["pace"].level == "ankles"


def test_between_two_levels_of_an_exercise_there_are_seven_days() -> None:
    found = fold_sessions(*(make_session(day, make_performance("pace", "knees", 60)) for day in (0, 1)))
    quick = [make_session(day, make_performance("pace", "ankles", 60)) for day in (2, 3, 4, 5, 6, 7)]
    found = fold_sessions(*quick, begun=found)
    assert find_current_target(found, "pace") == ("ankles", 60)
    assert "seven days" in find_last_reason(found, "pace")
    assert find_current_target(
        fold_sessions(make_session(8, make_performance("pace", "ankles", 60)), begun=found), "pace"
    ) == ("feet", 40)


def test_a_level_that_cannot_be_done_is_passed_over() -> None:
    found = at_most("band")
    found = fold_sessions(
        *(make_session(day, make_performance(at="band", amount=15), availability=NO_WEIGHT) for day in (8, 9)),
        begun=found,
    )
    assert find_current_target(found) == ("one-leg", 10)
    barred = Availability(equipment=NO_WEIGHT.equipment, barred_traits=frozenset({Trait.SINGLE_LEG}))
    found = at_most("band")
    found = fold_sessions(
        *(make_session(day, make_performance(at="band", amount=15), availability=barred) for day in (8, 9)), begun=found
    )
    assert find_current_target(found) == ("band", 15)
    assert "the hardest version" in find_last_reason(found)


def test_a_side_branch_is_reached_by_choice_alone_and_leads_nowhere() -> None:
    found = fold_sessions(
        *(make_session(day, make_performance(at="aside", amount=15)) for day in (8, 9, 10)), begun=at_most("aside")
    )
    assert find_current_target(found) == ("aside", 15)
    down = fold_sessions(make_session(11, make_performance(at="aside", amount=15, pain=4)), begun=found)
    assert find_current_target(down) == ("band", 10), "the hardest step that asks less of the muscles"


# 5. Too hard, or too much.


def test_an_effort_of_9_leads_one_step_back() -> None:
    found = fold_sessions(
        make_level_choice(0, "lift", "band"),
        make_session(1, make_performance(at="band")),
        make_session(2, make_performance(at="band")),
    )
    assert find_current_target(found) == ("band", 12)
    found = fold_sessions(make_session(3, make_performance(at="band", amount=12), effort=9), begun=found)
    assert find_current_target(found) == ("band", 10)
    found = fold_sessions(make_session(4, make_performance(at="band"), effort=10), begun=found)
    assert find_current_target(found) == ("plain", 15)


@pytest.mark.parametrize("short", [{"done_bouts": 1}, {"was_eased": True}])
def test_sets_left_out_twice_in_a_row_lead_one_step_back_and_once_does_not(short: dict[str, Any]) -> None:
    once = fold_sessions(make_level_choice(0, "lift", "band"), make_session(1, make_performance(at="band", **short)))
    assert find_current_target(once) == ("band", 10)
    assert find_current_target(fold_sessions(make_session(2, make_performance(at="band", **short)), begun=once)) == (
        "plain",
        15,
    )
    between = fold_sessions(
        make_session(2, make_performance(at="band")), make_session(3, make_performance(at="band", **short)), begun=once
    )
    assert find_current_target(between) == ("band", 10)


def test_what_a_crash_or_another_pain_broke_off_is_not_held_against_anybody() -> None:
    cut = [make_session(day, make_performance(at="band", done_bouts=1), was_cut_short=True) for day in (1, 2, 3)]
    assert find_current_target(fold_sessions(make_level_choice(0, "lift", "band"), *cut)) == ("band", 10)


def test_the_easiest_there_is_stays_and_says_so() -> None:
    found = fold_sessions(make_session(0, make_performance(), effort=10))
    assert (find_current_target(found), found.decisions[-1].action) == (("plain", 10), LevelAction.STAYS)
    assert "easiest" in find_last_reason(found)


# Undo, and a person's own choice.


def test_a_choice_counts_at_once_and_can_be_undone() -> None:
    found = fold_sessions(make_session(0, make_performance()), make_level_choice(1, "lift", "band"))
    assert find_current_target(found) == ("band", 10)
    assert find_current_target(
        fold_sessions(make_undo_choice(1.1, "lift", found.level_states["lift"].change_id), begun=found)
    ) == ("plain", 10)


def test_only_the_last_change_can_be_undone_and_only_once() -> None:
    found = fold_sessions(make_session(0, make_performance()), make_session(1, make_performance()))
    first = found.level_states["lift"].change_id
    more = fold_sessions(
        make_session(2, make_performance(amount=12)), make_session(3, make_performance(amount=12)), begun=found
    )
    assert find_current_target(fold_sessions(make_undo_choice(4, "lift", first), begun=more)) == ("plain", 15)
    once = fold_sessions(make_undo_choice(4, "lift", more.level_states["lift"].change_id), begun=more)
    assert find_current_target(once) == ("plain", 12)
    assert fold_sessions(make_undo_choice(5, "lift", more.level_states["lift"].change_id), begun=once) == once


def test_undoing_what_pain_did_restores_the_level_and_the_volume() -> None:
    before = fold_sessions(make_level_choice(0, "lift", "band"), make_session(1, make_performance(at="band")))
    hurt = fold_sessions(make_session(2, make_performance(at="band", pain=4)), begun=before)
    back = fold_sessions(make_undo_choice(3, "lift", hurt.level_states["lift"].change_id), begun=hurt)
    assert (find_current_target(hurt), hurt.level_states["lift"].held_back_sessions) == (("plain", 10), 2)
    assert (find_current_target(back), back.level_states["lift"].held_back_sessions) == (find_current_target(before), 0)


def test_after_an_undo_it_takes_two_good_sessions_again() -> None:
    found = fold_sessions(make_session(0, make_performance()), make_session(1, make_performance()))
    found = fold_sessions(make_undo_choice(2, "lift", found.level_states["lift"].change_id), begun=found)
    found = fold_sessions(make_session(3, make_performance()), begun=found)
    assert find_current_target(found) == ("plain", 10)
    assert find_current_target(fold_sessions(make_session(4, make_performance()), begun=found)) == ("plain", 12)


def test_choices_of_what_the_library_has_no_more_are_passed_over() -> None:
    assert (
        fold_sessions(
            make_level_choice(0, "gone", "plain"),
            make_level_choice(1, "lift", "gone"),
            make_level_choice(2, "runners-stretch", "plain"),
        )
        == fold_sessions()
    )


def test_a_stretch_has_no_ladder() -> None:
    found = fold_sessions(*(make_session(day, make_performance("runners-stretch", amount=30)) for day in (0, 1, 2)))
    assert not found.level_states
