"""The line between the pages and the session: what is said on it, by whom it is heard, and what it survives."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from support.home_fixture import TurnedClock, answer
from support.http_client import line, tick

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.app.reports.history import history
from rearguard.core.message import untranslated

NOTHING = {"type": "state", "state": None}


@pytest.fixture(autouse=True)
def _cleared(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(60)


def test_at_first_there_is_no_session_and_commands_lead_nowhere(visitor: TestClient) -> None:
    with line(visitor) as (page, session):
        assert session is None
        for do in ("tick", "pause", "resume", "skip", "back", "easier", "hurts", "stop", "end"):
            assert page.say(do) == NOTHING
        assert page.say("pain", score=8) == NOTHING


def test_start_sends_the_whole_session(visitor: TestClient) -> None:
    with line(visitor) as (page, _):
        said = page.say("start", minutes=3, place="floor", without=["band"], exclude=["clamshell"])
        assert said["type"] == "session"
        session = said["session"]
        assert (session["status"], session["position"], session["revision"]) == ("running", -10, 0)
        assert (session["interrupted"], session["done"], session["cause"]) == (False, [], None)
        assert session["plan"]["budget"] == 180
        planned = {step["exercise"] for step in session["plan"]["steps"]}
        assert planned
        assert planned.isdisjoint({"monster-walk", "clamshell"})
        assert all(session["cues"][i]["at"] <= session["cues"][i + 1]["at"] for i in range(len(session["cues"]) - 1))
        assert visitor.get("/api/session").json() == session


def test_ticks_tell_where_it_stands(visitor: TestClient, clock: TurnedClock) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        state = tick(page, clock, 4)
        assert (state["position"], state["step"]) == (-6, None)
        state = tick(page, clock, 6 + 31)
        assert (state["position"], state["step"], state["done"]) == (31, 1, [0])


def test_a_whole_session_is_played_and_kept(visitor: TestClient, application: Application, clock: TurnedClock) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        state = tick(page, clock, 10 + 415)
        assert (state["status"], state["position"], state["step"]) == ("done", 415, None)
    (kept,) = history(application.diary, application.library.exercises, untranslated)
    assert (kept["reason"], kept["seconds"]) == ("done", 415)


def test_each_command_does_what_it_says(visitor: TestClient, clock: TurnedClock) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        assert page.say("skip")["state"]["position"] == 0
        assert page.say("skip")["state"]["position"] == 30
        assert page.say("back")["state"]["position"] == 0
        assert page.say("pause")["state"]["status"] == "paused"
        clock.turn(60)
        assert page.say("resume")["state"] == {
            "status": "running",
            "position": 0,
            "step": 0,
            "cause": None,
            "revision": 0,
            "until": None,
            "done": [],
        }
        assert page.say("hurts")["state"]["status"] == "hurt"
        assert page.say("pain", score=3)["state"]["status"] == "running"
        assert page.say("stop")["state"]["status"] == "stopped"
        assert page.say("end") == {"type": "session", "session": None}


@pytest.mark.parametrize("commands", [[{"do": "easier"}], [{"do": "hurts"}, {"do": "pain", "score": 5}]])
def test_another_timeline_is_sent_whole_to_every_page(commands: list[dict[str, Any]], visitor: TestClient) -> None:
    with line(visitor) as (one, _), line(visitor) as (other, _):
        one.say("start")
        old = other.hear()["session"]
        *first, last = commands
        for command in first:
            one.say(**command)
            other.hear()
        new = one.say(**last)
        assert other.hear() == new
        assert new["session"]["revision"] == old["revision"] + 1
        assert new["session"]["plan"]["seconds"] < old["plan"]["seconds"]
        assert new["session"]["cues"] != old["cues"]


def test_two_pages_see_the_same(visitor: TestClient, clock: TurnedClock) -> None:
    with line(visitor) as (one, _), line(visitor) as (other, _):
        assert one.say("start") == other.hear()
        clock.turn(2)
        assert one.say("pause") == other.hear()
        assert other.say("resume") == one.hear()
        clock.turn(2)
        # A tick is answered to its page alone: the other one's next message is the answer to its own.
        assert one.say("tick")["state"]["position"] == -6
        clock.turn(2)
        assert other.say("tick")["state"]["position"] == -4
        assert one.say("stop")["state"]["status"] == "stopped"
        assert other.hear()["state"]["status"] == "stopped"


def test_a_page_that_comes_later_is_told_the_session_as_it_stands(visitor: TestClient, clock: TurnedClock) -> None:
    with line(visitor) as (one, _):
        one.say("start")
        state = tick(one, clock, 45)
        with line(visitor) as (_, session):
            assert {key: session[key] for key in state} == state


def test_what_is_illegal_now_is_answered_with_how_it_stands(visitor: TestClient) -> None:
    with line(visitor) as (page, _), line(visitor) as (other, _):
        page.say("start")
        other.hear()
        for command in ({"do": "resume"}, {"do": "pain", "score": 3}):
            said = page.say(**command)
            assert (said["type"], said["state"]["status"]) == ("state", "running")
        page.say("stop")
        assert other.hear()["state"]["status"] == "stopped", "the other page heard nothing of it"
        assert page.say("pause")["state"]["status"] == "stopped"


def test_a_second_start_is_refused_in_words(visitor: TestClient) -> None:
    with line(visitor) as (page, _):
        name = page.say("start")["session"]["id"]
        said = page.say("start", minutes=3)
        assert (said["type"], said["code"]) == ("error", "refused")
        assert "under way" in said["message"]
        assert visitor.get("/api/session").json()["id"] == name


@pytest.mark.parametrize(
    "wrong",
    [
        {"do": "start", "minutes": 1},
        {"do": "start", "minutes": 1e300},
        {"do": "start", "exclude": ["nothing"]},
        {"do": "start", "program": "nothing"},
        {"do": "start", "place": "moon"},
        {"do": "start", "without": ["gravity"]},
        {"do": "pain", "score": 3.5},
        {"do": "fly"},
        {"do": None},
        {"do": ["start"]},
        {"do": "tick", "more": 1},
        {"do": "tick", "score": "many"},
        {},
        [],
        None,
        7,
        "tick",
    ],
)
def test_what_makes_no_sense_is_answered_in_words_and_the_line_lives_on(wrong: object, visitor: TestClient) -> None:
    with line(visitor) as (page, _):
        page.socket.send_json(wrong)
        said = page.hear()
        assert (said["type"], said["code"]) == ("error", "misuse")
        assert said["message"]
        assert page.say("tick") == NOTHING


@pytest.mark.parametrize("score", [None, -1, 11, 10**30])
def test_a_pain_off_the_scale_is_asked_for_again(score: int | None, visitor: TestClient) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        page.say("hurts")
        said = page.say("pain", score=score)
        assert (said["type"], said["code"]) == ("error", "misuse")
        assert page.say("tick")["state"]["status"] == "hurt"


@pytest.mark.parametrize(
    "garbage",
    [
        "",
        "garbage",
        '{"do": "tick"',
        '{"do": "start", "minutes": NaN}',
        '{"do": "start", "minutes": Infinity}',
        '{"do": "start", "minutes": 1e400}',
        '{"do": "\\ud800"}',
        "[" * 100_000,
        '{"do": "tick", "do": "fly"}',
        "x" * 1_000_000,
        b"",
        b"\x00\xff\xfe",
        b'{"do": "fly"}',
        b"\xff" * 100_000,
    ],
    ids=lambda garbage: repr(garbage[:20]),
)
def test_garbage_is_answered_in_words_and_the_line_lives_on(garbage: str | bytes, visitor: TestClient) -> None:
    with line(visitor) as (page, _):
        if isinstance(garbage, str):
            page.socket.send_text(garbage)
        else:
            page.socket.send_bytes(garbage)
        said = page.hear()
        assert (said["type"], said["code"]) == ("error", "misuse")
        assert page.say("start")["type"] == "session"
