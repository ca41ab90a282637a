"""The connection between the pages and the session: its messages, their receivers, and what it survives."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from support.home_fixture import ManualClock, answer_screening
from support.http_client import connect_live, tick_seconds

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.app.reports.history import history_json
from rearguard.core.message import untranslated

NOTHING = {"type": "state", "state": None}


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


def test_at_first_there_is_no_session_and_commands_lead_nowhere(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, session):
        assert session is None
        for do in ("tick", "pause", "resume", "skip", "back", "easier", "hurts", "stop", "end"):
            assert page.send(do) == NOTHING
        assert page.send("pain", score=8) == NOTHING


def test_start_sends_the_whole_session(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        reply = page.send("start", minutes=3, place="floor", without=["band"], exclude=["clamshell"])
        assert reply["type"] == "session"
        session = reply["session"]
        assert (session["status"], session["position"], session["revision"]) == ("running", -10, 0)
        assert (session["interrupted"], session["done"], session["cause"]) == (False, [], None)
        assert session["plan"]["budget"] == 180
        planned = {step["exercise"] for step in session["plan"]["steps"]}
        assert planned
        assert planned.isdisjoint({"monster-walk", "clamshell"})
        assert all(session["cues"][i]["at"] <= session["cues"][i + 1]["at"] for i in range(len(session["cues"]) - 1))
        assert api_client.get("/api/session").json() == session


def test_ticks_tell_where_it_stands(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        state = tick_seconds(page, clock, 4)
        assert (state["position"], state["step"]) == (-6, None)
        state = tick_seconds(page, clock, 6 + 31)
        assert (state["position"], state["step"], state["done"]) == (31, 1, [0])


def test_a_whole_session_is_played_and_saved(
    api_client: TestClient, application: Application, clock: ManualClock
) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        state = tick_seconds(page, clock, 10 + 415)
        assert (state["status"], state["position"], state["step"]) == ("done", 415, None)
    (past_session,) = history_json(application.diary, application.library.exercises, untranslated)
    assert (past_session["reason"], past_session["seconds"]) == ("done", 415)


def test_each_command_does_what_it_says(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        assert page.send("skip")["state"]["position"] == 0
        assert page.send("skip")["state"]["position"] == 30
        assert page.send("back")["state"]["position"] == 0
        assert page.send("pause")["state"]["status"] == "paused"
        clock.advance(60)
        assert page.send("resume")["state"] == {
            "status": "running",
            "position": 0,
            "step": 0,
            "cause": None,
            "revision": 0,
            "until": None,
            "done": [],
        }
        assert page.send("hurts")["state"]["status"] == "hurt"
        assert page.send("pain", score=3)["state"]["status"] == "running"
        assert page.send("stop")["state"]["status"] == "stopped"
        assert page.send("end") == {"type": "session", "session": None}


@pytest.mark.parametrize("commands", [[{"do": "easier"}], [{"do": "hurts"}, {"do": "pain", "score": 5}]])
def test_another_timeline_is_sent_whole_to_every_page(commands: list[dict[str, Any]], api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _), connect_live(api_client) as (other, _):
        page.send("start")
        old = other.receive()["session"]
        *first, last = commands
        for command in first:
            page.send(**command)
            other.receive()
        new = page.send(**last)
        assert other.receive() == new
        assert new["session"]["revision"] == old["revision"] + 1
        assert new["session"]["plan"]["seconds"] < old["plan"]["seconds"]
        assert new["session"]["cues"] != old["cues"]


def test_two_pages_see_the_same(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (first, _), connect_live(api_client) as (other, _):
        assert first.send("start") == other.receive()
        clock.advance(2)
        assert first.send("pause") == other.receive()
        assert other.send("resume") == first.receive()
        clock.advance(2)
        # Only its own page gets the answer to a tick: the other page's next message is the answer to its own.
        assert first.send("tick")["state"]["position"] == -6
        clock.advance(2)
        assert other.send("tick")["state"]["position"] == -4
        assert first.send("stop")["state"]["status"] == "stopped"
        assert other.receive()["state"]["status"] == "stopped"


def test_a_page_that_connects_later_gets_the_current_session(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (first, _):
        first.send("start")
        state = tick_seconds(first, clock, 45)
        with connect_live(api_client) as (_, session):
            assert {key: session[key] for key in state} == state


def test_what_is_illegal_now_is_answered_with_how_it_stands(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _), connect_live(api_client) as (other, _):
        page.send("start")
        other.receive()
        for command in ({"do": "resume"}, {"do": "pain", "score": 3}):
            reply = page.send(**command)
            assert (reply["type"], reply["state"]["status"]) == ("state", "running")
        page.send("stop")
        assert other.receive()["state"]["status"] == "stopped", "the other page heard nothing of it"
        assert page.send("pause")["state"]["status"] == "stopped"


def test_a_second_start_is_refused_in_words(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        name = page.send("start")["session"]["id"]
        reply = page.send("start", minutes=3)
        assert (reply["type"], reply["code"]) == ("error", "refused")
        assert "in progress" in reply["message"]
        assert api_client.get("/api/session").json()["id"] == name


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
def test_what_makes_no_sense_is_answered_in_words_and_the_line_lives_on(wrong: object, api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        page.socket.send_json(wrong)
        reply = page.receive()
        assert (reply["type"], reply["code"]) == ("error", "misuse")
        assert reply["message"]
        assert page.send("tick") == NOTHING


@pytest.mark.parametrize("score", [None, -1, 11, 10**30])
def test_a_pain_off_the_scale_is_asked_for_again(score: int | None, api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        page.send("hurts")
        reply = page.send("pain", score=score)
        assert (reply["type"], reply["code"]) == ("error", "misuse")
        assert page.send("tick")["state"]["status"] == "hurt"


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
def test_garbage_is_answered_in_words_and_the_line_lives_on(garbage: str | bytes, api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        if isinstance(garbage, str):
            page.socket.send_text(garbage)
        else:
            page.socket.send_bytes(garbage)
        reply = page.receive()
        assert (reply["type"], reply["code"]) == ("error", "misuse")
        assert page.send("start")["type"] == "session"
