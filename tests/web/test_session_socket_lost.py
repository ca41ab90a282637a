"""What the line between the pages and the session survives: gaps, restarts, other answers, trouble, vanished pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect
from support.home_fixture import ALL_NO, BLOCK, TurnedClock, answer
from support.http_client import HERE, LIVE, TOKEN, line, tick

from rearguard.app.application import Application
from rearguard.app.person.paths import Home
from rearguard.core.errors import Refusal
from rearguard.core.message import Message as Text
from rearguard.web.session.socket import Live
from rearguard.web.site import site

NOTHING = {"type": "state", "state": None}


@pytest.fixture(autouse=True)
def _cleared(home: Home, clock: TurnedClock) -> None:
    answer(home, clock)
    clock.turn(60)


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
