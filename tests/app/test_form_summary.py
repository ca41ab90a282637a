"""The summary of a person's form, in words, from a camera's coach."""

from __future__ import annotations

from typing import Any

import pytest
from support.camera_session import EXERCISES, feed_camera, plan_request_for, replay_sights, simulate_clean_set
from support.home_fixture import ManualClock, answer_screening

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.reports.form_summary import summarise_form
from rearguard.app.reports.history import history_json
from rearguard.app.reports.session_summary import session_summary_json
from rearguard.core.message import untranslated
from rearguard.journal.entry import EventKind


def a_set(
    *faults: str,
    reps: int = 0,
    hold_seconds: tuple[float, ...] = (),
    exercise: str = "glute-bridge",
    side: str = "both",
) -> dict[str, Any]:
    """Return the fields of a set in the journal that are read here."""
    return {
        "session": "s",
        "exercise": exercise,
        "side": side,
        "reps": [{}] * reps,
        "holds": [{"seconds": seconds} for seconds in hold_seconds],
        "faults": [{"id": fault} for fault in faults],
    }


@pytest.fixture
def diary(application: Application) -> Diary:
    """A journal without any form score."""
    return application.diary


def judged(diary: Diary, *sets: dict[str, Any]) -> dict[str, Any]:
    diary.write(*((EventKind.SET_JUDGED, set_) for set_ in sets))
    (summary,) = summarise_form(diary, EXERCISES, untranslated).values()
    return summary


def test_the_sets_of_an_exercise_share_one_form_summary(diary: Diary) -> None:
    assert judged(diary, a_set(reps=9), a_set(reps=8)) == {"reps": 17, "held": None, "better": []}


def test_each_side_is_counted_separately_and_the_better_side_is_named(diary: Diary) -> None:
    sets = [a_set(reps=9, side="left"), a_set(reps=10, side="right"), a_set(reps=8, side="left")]
    assert judged(diary, *sets)["reps"] == 17


def test_what_is_held_comes_in_seconds(diary: Diary) -> None:
    summary = judged(diary, a_set(hold_seconds=(12.4, 3.3), exercise="runners-stretch"))
    assert summary == {"reps": None, "held": 16, "better": []}


def test_what_was_seen_most_often_comes_first_in_words_and_once(diary: Diary) -> None:
    watch = EXERCISES["glute-bridge"].watch
    assert watch is not None
    first, second = watch.flaws[:2]
    summary = judged(diary, a_set(first.id, second.id, second.id, reps=3))
    assert summary["better"] == [second.cue, first.cue]


def test_what_is_in_no_file_any_more_is_passed_over(diary: Diary) -> None:
    assert judged(diary, a_set("forgotten", reps=3))["better"] == []
    diary.write((EventKind.SET_JUDGED, a_set("forgotten", reps=2, exercise="handstand")))
    assert summarise_form(diary, EXERCISES, untranslated)["s", "handstand"]["reps"] == 2


def test_a_set_before_a_camera_stands_in_the_closing_even_when_it_was_not_finished(
    home: Paths, clock: ManualClock
) -> None:
    answer_screening(home, clock)
    application = Application(home, clock)
    application.start_session(plan_request_for("glute-bridge"), lead=0.0)
    doing = simulate_clean_set("glute-bridge")
    middle = doing.truth.reps[3].end
    feed_camera(application, clock, (sight for sight in replay_sights(doing) if sight.t <= middle))
    application.apply("stop")
    (past,) = history_json(application.diary, EXERCISES, untranslated)
    (row,) = session_summary_json(application.diary, EXERCISES, past["session"], untranslated)["work"]
    assert row["sets"] == 0
    assert row["judged"]["reps"] >= 2
