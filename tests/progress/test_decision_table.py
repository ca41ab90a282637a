"""Each row of the table, and that the first that fits is the one."""

from __future__ import annotations

from typing import Any

import pytest
from support.training_history import after, chosen, did, place, session, undone, why

from rearguard.library.exercise import Need, Trait
from rearguard.progress.fold import Progress
from rearguard.progress.ladder import Reach
from rearguard.progress.level_state import Action
from rearguard.progress.sessions import Performance

NO_WEIGHT = Reach(have=frozenset({Need.BAND, Need.FLOOR}))


def at_most(level: str) -> Progress:
    """Somebody who has chosen a level and has come to the most of it."""
    sessions = [session(day, did(at=level, amount=amount)) for day, amount in ((1, 10), (2, 10), (3, 12), (4, 12))]
    return after(chosen(0, "lift", level), *sessions)


# 1. Red flags.


def test_new_numbness_stops_all_progress_and_names_the_safety_questions() -> None:
    found = after(session(0, did()), session(1, did(), alarm=True))
    assert place(found) == ("plain", 10)
    assert "safety questions" in why(found)
    assert found.standings["lift"].good == 0


def test_a_red_flag_comes_before_everything_else() -> None:
    found = after(session(0, did()), session(1, did(pain=7), alarm=True, effort=10, morning=6))
    assert found.decisions[-1].action is Action.STAYS


# 2. Pain above 5.


@pytest.mark.parametrize(
    ("level", "lower"), [("one-leg", "band"), ("weight", "plain"), ("band", "plain"), ("plain", "plain")]
)
def test_pain_above_5_leads_two_levels_down_where_there_are_any(level: str, lower: str) -> None:
    found = after(chosen(0, "lift", level), session(1, did(at=level, pain=6, done=1), broken_off=True))
    assert place(found) == (lower, 10)
    assert found.standings["lift"].held == 2
    assert "6 of 10" in why(found)


# 3. Pain of 4 or 5, or on the next morning.


@pytest.mark.parametrize("pain", [4, 5])
def test_pain_of_4_or_5_leads_one_level_down_and_holds_for_two_sessions(pain: int) -> None:
    found = after(chosen(0, "lift", "weight"), session(1, did(at="weight", pain=pain)))
    assert (place(found), found.standings["lift"].held) == (("band", 10), 2)
    held = after(session(2, did(at="band", amount=7)), session(3, did(at="band", amount=7)), begun=found)
    assert (place(held), held.standings["lift"].held, held.standings["lift"].good) == (("band", 10), 0, 0)
    again = after(session(4, did(at="band")), session(5, did(at="band")), begun=held)
    assert place(again) == ("band", 12)


def test_pain_on_the_next_morning_leads_one_level_down_whatever_the_session_was_like() -> None:
    found = after(chosen(0, "lift", "band"), session(1, did(at="band")), session(2, did(at="band"), morning=1))
    assert place(found) == ("plain", 10)
    assert "next morning" in why(found)


def test_pain_on_the_next_morning_is_laid_to_what_hurt_if_something_did() -> None:
    found = after(
        chosen(0, "lift", "band"),
        chosen(0.1, "open", "band"),
        session(1, did(at="band", pain=2), did("open", "band"), morning=3),
    )
    assert (place(found), place(found, "open")) == (("plain", 10), ("band", 10))


def test_a_morning_without_pain_is_no_pain() -> None:
    assert place(after(session(0, did(), morning=0), session(1, did(), morning=0))) == ("plain", 12)


def test_pain_at_a_lower_level_than_reached_leads_down_from_there() -> None:
    found = after(chosen(0, "lift", "one-leg"), session(1, did(at="band", pain=5)))
    assert place(found) == ("plain", 10)


# 4. Two good sessions.


def test_two_good_sessions_lead_to_more_repetitions_and_then_to_the_next_level_with_few_again() -> None:
    found = after()
    seen = []
    level, amount = "plain", 10
    for day in range(8):
        found = after(session(day * 2, did(at=level, amount=amount)), begun=found)
        level, amount = place(found)
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
    found = after(session(0, did()), session(1, did()))
    assert why(found) == "Twice in a row it went well: 12 repetitions now."
    assert why(after(session(0, did()))) == "It went well. Once more like this, and it goes on."


def test_what_is_timed_goes_from_60_seconds_to_the_next_level_with_40_and_on_by_tens() -> None:
    found = after(*(session(day, did("pace", "knees", 60)) for day in (0, 2)))
    assert place(found, "pace") == ("ankles", 40)
    found = after(*(session(day, did("pace", "ankles", 60)) for day in (4, 6, 8, 10)), begun=found)
    assert place(found, "pace") == ("ankles", 60)


@pytest.mark.parametrize(
    ("done", "told", "reason"),
    [
        ({"done": 1}, {}, "Not all"),
        ({"eased": True}, {}, "Not all"),
        ({"pain": 3}, {}, "It hurt a little (3"),
        ({"score": 0.79}, {}, "form"),
        ({"short": True}, {}, "counted fewer"),
        ({}, {"effort": 7}, "hard enough (7"),
        ({}, {"effort": None}, "has not been told"),
    ],
)
def test_whatever_is_missing_of_a_good_session_it_stays_and_says_what(
    done: dict[str, Any], told: dict[str, Any], reason: str
) -> None:
    for found in (
        after(session(0, did()), session(1, did(**done), **told)),
        after(session(0, did(**done), **told), session(1, did())),
    ):
        assert place(found) == ("plain", 10)
    assert reason in why(after(session(0, did()), session(1, did(**done), **told)))


@pytest.mark.parametrize(
    ("done", "told"), [({"pain": 2}, {}), ({"score": 0.8}, {}), ({"score": None}, {}), ({}, {"effort": 6})]
)
def test_what_just_suffices_does_suffice(done: dict[str, Any], told: dict[str, Any]) -> None:
    assert place(after(*(session(day, did(**done), **told) for day in (0, 1)))) == ("plain", 12)


@pytest.mark.parametrize("aside", [did(at="band"), did(amount=8)])
def test_a_session_at_another_level_or_of_less_counts_neither_for_nor_against(aside: Performance) -> None:
    found = after(session(0, did()), session(1, aside))
    assert (place(found), found.standings["lift"].good) == (("plain", 10), 1)
    assert "says nothing" in why(found)
    assert place(after(session(2, did()), begun=found)) == ("plain", 12)


def test_only_one_exercise_a_session_goes_up_a_level_the_one_that_has_waited_longest() -> None:
    ready = [did("open", amount=15), did(amount=15), did("pace", "knees", 60)]
    reps = [session(day, did("open", amount=a), did(amount=a)) for day, a in ((0, 10), (1, 10), (2, 12), (3, 12))]
    found = after(*reps, session(4, *ready), session(5, *ready))
    levels = [found.standings[name].level for name in ("open", "lift", "pace")]
    assert levels == ["band", "plain", "knees"]
    assert "one exercise at a time" in why(found)
    found = after(session(6, did("open", "band"), *ready[1:]), begun=found)
    assert [found.standings[name].level for name in ("open", "lift", "pace")] == ["band", "band", "knees"]
    found = after(session(7, did("open", "band"), did(at="band"), ready[2]), begun=found)
    assert found.standings["pace"].level == "ankles"


def test_between_two_levels_of_an_exercise_there_are_seven_days() -> None:
    found = after(*(session(day, did("pace", "knees", 60)) for day in (0, 1)))
    quick = [session(day, did("pace", "ankles", 60)) for day in (2, 3, 4, 5, 6, 7)]
    found = after(*quick, begun=found)
    assert place(found, "pace") == ("ankles", 60)
    assert "seven days" in why(found, "pace")
    assert place(after(session(8, did("pace", "ankles", 60)), begun=found), "pace") == ("feet", 40)


def test_a_level_that_cannot_be_done_is_passed_over() -> None:
    found = at_most("band")
    found = after(*(session(day, did(at="band", amount=15), reach=NO_WEIGHT) for day in (8, 9)), begun=found)
    assert place(found) == ("one-leg", 10)
    barred = Reach(have=NO_WEIGHT.have, barred=frozenset({Trait.SINGLE_LEG}))
    found = at_most("band")
    found = after(*(session(day, did(at="band", amount=15), reach=barred) for day in (8, 9)), begun=found)
    assert place(found) == ("band", 15)
    assert "nothing harder" in why(found)


def test_a_side_branch_is_reached_by_choice_alone_and_leads_nowhere() -> None:
    found = after(*(session(day, did(at="aside", amount=15)) for day in (8, 9, 10)), begun=at_most("aside"))
    assert place(found) == ("aside", 15)
    down = after(session(11, did(at="aside", amount=15, pain=4)), begun=found)
    assert place(down) == ("band", 10), "the hardest step that asks less of the muscles"


# 5. Too hard, or too much.


def test_an_effort_of_9_leads_one_step_back() -> None:
    found = after(chosen(0, "lift", "band"), session(1, did(at="band")), session(2, did(at="band")))
    assert place(found) == ("band", 12)
    found = after(session(3, did(at="band", amount=12), effort=9), begun=found)
    assert place(found) == ("band", 10)
    found = after(session(4, did(at="band"), effort=10), begun=found)
    assert place(found) == ("plain", 15)


@pytest.mark.parametrize("short", [{"done": 1}, {"eased": True}])
def test_sets_left_out_twice_in_a_row_lead_one_step_back_and_once_does_not(short: dict[str, Any]) -> None:
    once = after(chosen(0, "lift", "band"), session(1, did(at="band", **short)))
    assert place(once) == ("band", 10)
    assert place(after(session(2, did(at="band", **short)), begun=once)) == ("plain", 15)
    between = after(session(2, did(at="band")), session(3, did(at="band", **short)), begun=once)
    assert place(between) == ("band", 10)


def test_what_a_crash_or_another_pain_broke_off_is_not_held_against_anybody() -> None:
    cut = [session(day, did(at="band", done=1), broken_off=True) for day in (1, 2, 3)]
    assert place(after(chosen(0, "lift", "band"), *cut)) == ("band", 10)


def test_the_easiest_there_is_stays_and_says_so() -> None:
    found = after(session(0, did(), effort=10))
    assert (place(found), found.decisions[-1].action) == (("plain", 10), Action.STAYS)
    assert "easiest" in why(found)


# Undo, and a person's own choice.


def test_a_choice_counts_at_once_and_can_be_undone() -> None:
    found = after(session(0, did()), chosen(1, "lift", "band"))
    assert place(found) == ("band", 10)
    assert place(after(undone(1.1, "lift", found.standings["lift"].changed), begun=found)) == ("plain", 10)


def test_only_the_last_change_can_be_undone_and_only_once() -> None:
    found = after(session(0, did()), session(1, did()))
    first = found.standings["lift"].changed
    more = after(session(2, did(amount=12)), session(3, did(amount=12)), begun=found)
    assert place(after(undone(4, "lift", first), begun=more)) == ("plain", 15)
    once = after(undone(4, "lift", more.standings["lift"].changed), begun=more)
    assert place(once) == ("plain", 12)
    assert after(undone(5, "lift", more.standings["lift"].changed), begun=once) == once


def test_undoing_what_pain_did_restores_the_level_and_the_volume() -> None:
    before = after(chosen(0, "lift", "band"), session(1, did(at="band")))
    hurt = after(session(2, did(at="band", pain=4)), begun=before)
    back = after(undone(3, "lift", hurt.standings["lift"].changed), begun=hurt)
    assert (place(hurt), hurt.standings["lift"].held) == (("plain", 10), 2)
    assert (place(back), back.standings["lift"].held) == (place(before), 0)


def test_after_an_undo_it_takes_two_good_sessions_again() -> None:
    found = after(session(0, did()), session(1, did()))
    found = after(undone(2, "lift", found.standings["lift"].changed), begun=found)
    found = after(session(3, did()), begun=found)
    assert place(found) == ("plain", 10)
    assert place(after(session(4, did()), begun=found)) == ("plain", 12)


def test_choices_of_what_the_library_has_no_more_are_passed_over() -> None:
    assert (
        after(chosen(0, "gone", "plain"), chosen(1, "lift", "gone"), chosen(2, "runners-stretch", "plain")) == after()
    )


def test_a_stretch_has_no_ladder() -> None:
    found = after(*(session(day, did("runners-stretch", amount=30)) for day in (0, 1, 2)))
    assert not found.standings
