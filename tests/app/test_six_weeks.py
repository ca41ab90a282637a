"""Six weeks of somebody who begins: up the ladders with reasons, and down after pain and after a break."""

from __future__ import annotations

import pytest
from support.home_fixture import TurnedClock
from support.simulated_beginner import Novice

from rearguard.app.person.paths import Home
from rearguard.app.training.planning import Wish


@pytest.fixture
def novice(home: Home, clock: TurnedClock) -> Novice:
    return Novice(home, clock)


def test_six_weeks(novice: Novice) -> None:
    # Three weeks that go well, four days each: only reasons lead up.
    places = []
    for _ in range(12):
        novice.train()
        places.append(novice.stands())
        novice.rest(1.75)
    assert places == [
        ("plain", 10), ("plain", 12), ("plain", 12), ("plain", 15), ("plain", 15), ("band", 10),
        ("band", 10), ("band", 12), ("band", 12), ("band", 15), ("band", 15), ("squeezes", 10),
    ]  # fmt: skip
    assert novice.planned() == ("squeezes", 10)
    changes = novice.report()["changes"]
    ups = [one for one in changes if one["action"] == "up"]
    assert {one["exercise"] for one in ups} == {"glute-bridge", "clamshell", "monster-walk"}
    assert len({one["session"] for one in ups}) == len(ups), "one exercise a session"
    assert all(one["why"].startswith("Twice in a row it went well.") for one in ups)

    # In the fourth week the bridge hurts: it gets easier there and then, and stays so for two sessions.
    hurt = novice.train(pain=4)
    assert novice.told_after(hurt)["glute-bridge"] == (
        "down",
        "It hurt (4 of 10): a level down, where there is one, and less of it for two sessions.",
    )
    assert (novice.stands(), novice.planned()) == (("band", 10), ("band", 7))
    for _ in range(2):
        novice.rest(2)
        novice.train()
    assert (novice.stands(), novice.planned()) == (("band", 10), ("band", 10))

    # A walk that hurts on the morning after goes down, too, once that is told.
    walk = novice.stands("monster-walk")
    novice.rest(2)
    sore = novice.train(pain=2, at="monster-walk")
    novice.wake(sore, pain=3)
    assert novice.told_after(sore)["monster-walk"][0] == "down"
    assert novice.stands("monster-walk") != walk

    # Two weeks and a half without: a level down, and the safety answers still hold.
    novice.train()
    assert novice.stands() == ("band", 12)
    novice.rest(17)
    assert novice.planned() == ("plain", 10)
    assert "days since you did it" in " ".join(why.render() for why in novice.application.plan(Wish()).why)
    novice.train()
    (latest, *_) = [one for one in novice.report()["changes"] if one["exercise"] == "glute-bridge"]
    assert (latest["action"], latest["before"]["reps"], latest["after"]["reps"]) == ("down", 12, 10)
