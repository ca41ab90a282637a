"""The line between the pages and the session: what is said on it, by whom it is heard, and what it survives."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from household import ALL_NO, BLOCK, TurnedClock, answer
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect
from visitor import HERE, LIVE, TOKEN, Line, line

from rearguard.app.application import Application
from rearguard.app.history import history
from rearguard.app.home import Home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message as Text
from rearguard.core.message import untranslated
from rearguard.web.live import Live
from rearguard.web.site import site

NOTHING = {"type": "state", "state": None}


@pytest.fixture(autouse=True)
def _cleared(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(60)


def tick(page: Line, clock: TurnedClock, seconds: int) -> dict[str, Any]:
    """Tick once a second, as the page does, and return the last state."""
    said: dict[str, Any] = {}
    for _ in range(seconds):
        clock.turn(1)
        said = page.say("tick")
        assert said["type"] == "state"
    state: dict[str, Any] = said["state"]
    return state


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


def test_more_than_five_seconds_without_a_tick_are_a_gap(visitor: TestClient, clock: TurnedClock) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        tick(page, clock, 12)
        clock.turn(5.001)
        state = page.say("tick")["state"]
        assert (state["status"], state["cause"], state["position"]) == ("paused", "gap", 2)
        clock.turn(3600)
        assert page.say("resume")["state"]["position"] == 2


def test_a_page_that_is_back_within_five_seconds_goes_on_without_a_pause(
    visitor: TestClient, clock: TurnedClock
) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        tick(page, clock, 12)
    clock.turn(4.5)
    with line(visitor) as (page, session):
        assert (session["status"], session["position"]) == ("running", 2), "as it was last looked at"
        state = page.say("tick")["state"]
        assert (state["status"], state["position"]) == ("running", 6.5)


def restarted(home: Home, clock: TurnedClock) -> TestClient:
    """Return a visitor of a new server in the same home."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return TestClient(site(Application(home, clock), token=TOKEN, port=7007), HERE, headers=headers)


def test_after_a_restart_the_session_is_offered_and_goes_on(
    visitor: TestClient, home: Home, clock: TurnedClock
) -> None:
    with line(visitor) as (page, _):
        name = page.say("start")["session"]["id"]
        tick(page, clock, 10 + 100)
    clock.turn(600)
    with restarted(home, clock) as again, line(again) as (page, session):
        assert (session["id"], session["interrupted"]) == (name, True)
        assert (session["status"], session["cause"], session["position"]) == ("paused", "resumed", 65)
        clock.turn(2)
        assert page.say("tick")["state"]["position"] == 65
        with line(again) as (other, same):
            assert same["interrupted"]
            gone_on = page.say("resume")
            assert other.hear() == gone_on
            assert (gone_on["type"], gone_on["session"]["interrupted"]) == ("session", False)
            assert tick(page, clock, 3)["position"] == 68


def test_end_puts_the_interrupted_one_away_for_good(visitor: TestClient, home: Home, clock: TurnedClock) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        tick(page, clock, 30)
    with restarted(home, clock) as again, line(again) as (page, session):
        assert session["interrupted"]
        assert page.say("end") == {"type": "session", "session": None}
        assert page.say("start")["type"] == "session"
        assert page.say("stop")["state"]["status"] == "stopped"
        assert [one["reason"] for one in again.get("/api/history").json()] == ["stopped", "interrupted"]
    with restarted(home, clock) as again, line(again) as (_, session):
        assert session is None


def test_worse_answers_take_the_session_from_every_page_at_the_next_word(
    visitor: TestClient, clock: TurnedClock
) -> None:
    with line(visitor) as (one, _), line(visitor) as (other, _):
        one.say("start")
        other.hear()
        tick(one, clock, 12)
        assert visitor.post("/api/screen", json={"answers": BLOCK}).json()["status"] == "blocked"
        assert visitor.get("/api/session").json() is None
        clock.turn(1)
        assert one.say("tick") == other.say("tick") == NOTHING
        refused = one.say("start")
        assert (refused["type"], refused["code"]) == ("error", "not-cleared")


def test_worse_answers_of_another_process_do_so_too(visitor: TestClient, home: Home, clock: TurnedClock) -> None:
    with line(visitor) as (one, _), line(visitor) as (other, _):
        one.say("start")
        other.hear()
        tick(one, clock, 12)
        answer(home, clock, BLOCK)
        clock.turn(1)
        assert one.say("tick") == {"type": "session", "session": None}
        assert other.hear() == {"type": "session", "session": None}


@pytest.mark.parametrize("said", ['{"do": "start"}', "garbage"])
def test_it_is_taken_from_them_even_if_that_word_is_refused(
    said: str, visitor: TestClient, home: Home, clock: TurnedClock
) -> None:
    with line(visitor) as (one, _), line(visitor) as (other, _):
        one.say("start")
        other.hear()
        answer(home, clock, BLOCK)
        other.socket.send_text(said)
        assert other.hear() == one.hear() == {"type": "session", "session": None}
        assert other.hear()["type"] == "error"


def test_after_strong_pain_the_page_is_told_that_it_stopped_and_a_new_page_gets_nothing(
    visitor: TestClient, clock: TurnedClock
) -> None:
    with line(visitor) as (page, _):
        page.say("start")
        page.say("hurts")
        assert page.say("pain", score=8)["state"]["status"] == "stopped"
        with line(visitor) as (_, session):
            assert session is None
        assert page.say("start")["code"] == "not-cleared"
        clock.turn(1)
        visitor.post("/api/screen", json={"answers": ALL_NO})
        assert page.say("start")["type"] == "session"


def test_a_step_that_can_not_be_kept_is_said_and_tried_again(
    visitor: TestClient, application: Application, clock: TurnedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Text("The disk is full."))

    with line(visitor) as (page, _):
        page.say("start")
        tick(page, clock, 10 + 29)
        with monkeypatch.context() as patch:
            patch.setattr(application.diary, "write", full)
            clock.turn(1)
            assert page.say("tick") == {"type": "error", "code": "refused", "message": "The disk is full."}
        assert tick(page, clock, 1)["done"] == [0]


def test_a_journal_that_can_not_be_read_is_said_and_the_line_is_closed(visitor: TestClient, home: Home) -> None:
    home.journal.write_bytes(b"no database" * 100)
    with visitor.websocket_connect(LIVE) as socket:
        said = socket.receive_json()
        assert said["type"] == "error"
        assert str(home.journal) in said["message"]
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
    assert visitor.get("/api/health").status_code == 200


class Wire:
    """A page at the other end of a bare ASGI connection, which can be cut at any moment."""

    def __init__(self) -> None:
        self.heard: list[Mapping[str, Any]] = []
        self.cut = False
        self._said: asyncio.Queue[Message] = asyncio.Queue()
        self._said.put_nowait({"type": "websocket.connect"})

    @property
    def page(self) -> WebSocket:
        return WebSocket({"type": "websocket", "headers": []}, self._said.get, self._send)

    def say(self, do: str) -> None:
        self._said.put_nowait({"type": "websocket.receive", "text": json.dumps({"do": do})})

    def hang_up(self) -> None:
        self._said.put_nowait({"type": "websocket.disconnect", "code": 1006})

    async def _send(self, message: Message) -> None:
        if self.cut:
            raise OSError("the connection is gone")
        if message["type"] == "websocket.send":
            self.heard.append(json.loads(message["text"]))


async def settle() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_page_that_vanishes_while_it_is_told_something_disturbs_nobody(application: Application) -> None:
    async def scene() -> None:
        live = Live(application)
        stays, goes = Wire(), Wire()
        async with asyncio.TaskGroup() as pages:
            for wire in (goes, stays):
                pages.create_task(live.join(wire.page))
                await settle()
            goes.cut = True
            for do in ("start", "pause", "resume"):
                stays.say(do)
                await settle()
            assert [one["type"] for one in stays.heard] == ["session", "session", "state", "state"]
            assert len(goes.heard) == 1
            # Its own last words find no answer either, and it is let go without a fuss.
            goes.say("tick")
            goes.hang_up()
            await settle()
            assert len(live.pages) == 1
            stays.say("stop")
            stays.hang_up()
        assert stays.heard[-1]["state"]["status"] == "stopped"
        assert live.pages == set()

    asyncio.run(scene())


def test_a_page_that_is_gone_before_its_first_word_disturbs_nobody(application: Application) -> None:
    async def scene() -> None:
        live = Live(application)
        wire = Wire()
        page = wire.page
        wire.hang_up()
        await live.join(page)
        assert live.pages == set()

    asyncio.run(scene())
