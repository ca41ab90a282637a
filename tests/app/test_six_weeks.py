"""Six weeks of a beginner: up the ladders with reasons, and down after pain and after a break."""

from __future__ import annotations

import pytest
from support.home_fixture import ManualClock
from support.simulated_beginner import SimulatedBeginner

from rearguard.app.person.paths import Paths
from rearguard.app.training.planning import PlanRequest


@pytest.fixture
def novice(home: Paths, clock: ManualClock) -> SimulatedBeginner:
    return SimulatedBeginner(home, clock)


def test_six_weeks(novice: SimulatedBeginner) -> None:
    # Three weeks that go well, four days each: only reasons lead up.
    places = []
    for _ in range(12):
        novice.train()
        places.append(novice.find_current_level())
        novice.skip_days(1.75)
    assert places == [
        ("plain", 10), ("plain", 12), ("plain", 12), ("plain", 15), ("plain", 15), ("band", 10),
        ("band", 10), ("band", 12), ("band", 12), ("band", 15), ("band", 15), ("squeezes", 10),
    ]  # fmt: skip
    assert novice.find_planned_level() == ("squeezes", 10)
    changes = novice.build_progress_report()["changes"]
    ups = [change for change in changes if change["action"] == "up"]
    assert {change["exercise"] for change in ups} == {"glute-bridge", "clamshell", "monster-walk"}
    assert len({change["session"] for change in ups}) == len(ups), "one exercise a session"
    assert all(change["why"].startswith("Two good sessions in a row.") for change in ups)

    # In the fourth week the bridge hurts: it gets easier at once, and stays so for two sessions.
    hurt = novice.train(pain=4)
    assert novice.list_changes_after(hurt)["glute-bridge"] == (
        "down",
        "It hurt (4 out of 10): one level down if there is one, and less of it for two sessions.",
    )
    assert (novice.find_current_level(), novice.find_planned_level()) == (("band", 10), ("band", 7))
    for _ in range(2):
        novice.skip_days(2)
        novice.train()
    assert (novice.find_current_level(), novice.find_planned_level()) == (("band", 10), ("band", 10))

    # A walk that hurts on the morning after goes down, too, once that is reported.
    walk = novice.find_current_level("monster-walk")
    novice.skip_days(2)
    sore = novice.train(pain=2, at="monster-walk")
    novice.report_morning_pain(sore, pain=3)
    assert novice.list_changes_after(sore)["monster-walk"][0] == "down"
    assert novice.find_current_level("monster-walk") != walk

    # Two weeks and a half without training: a level down, and the safety answers still hold.
    novice.train()
    assert novice.find_current_level() == ("band", 12)
    novice.skip_days(17)
    assert novice.find_planned_level() == ("plain", 10)
    assert "You last did this 17 days ago" in " ".join(
        why.render() for why in novice.application.make_plan(PlanRequest()).why
    )
    novice.train()
    (latest, *_) = [
        change for change in novice.build_progress_report()["changes"] if change["exercise"] == "glute-bridge"
    ]
    assert (latest["action"], latest["before"]["reps"], latest["after"]["reps"]) == ("down", 12, 10)
