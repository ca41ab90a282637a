"""Faults that the session's connection survives: gaps, restarts, other answers, errors, vanished pages."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect
from support.home_fixture import ALL_NO_ANSWERS, BLOCKING_ANSWERS, ManualClock, answer_screening
from support.http_client import BASE_URL, LIVE_URL, TOKEN, connect_live, tick_seconds

from rearguard.app.application import Application
from rearguard.app.person.paths import Paths
from rearguard.core.errors import Refusal
from rearguard.core.message import Message as Text
from rearguard.web.session.socket import LiveConnections
from rearguard.web.site import make_site

NOTHING = {"type": "state", "state": None}


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


def test_more_than_five_seconds_without_a_tick_are_a_gap(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        tick_seconds(page, clock, 12)
        clock.advance(5.001)
        state = page.send("tick")["state"]
        assert (state["status"], state["cause"], state["position"]) == ("paused", "gap", 2)
        clock.advance(3600)
        assert page.send("resume")["state"]["position"] == 2


def test_a_page_that_is_back_within_five_seconds_goes_on_without_a_pause(
    api_client: TestClient, clock: ManualClock
) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        tick_seconds(page, clock, 12)
    clock.advance(4.5)
    with connect_live(api_client) as (page, session):
        assert (session["status"], session["position"]) == ("running", 2), "as it was last looked at"
        state = page.send("tick")["state"]
        assert (state["status"], state["position"]) == ("running", 6.5)


def restarted(home: Paths, clock: ManualClock) -> TestClient:
    """Return a client of a new server in the same home."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    return TestClient(make_site(Application(home, clock), token=TOKEN, port=7007), BASE_URL, headers=headers)


def test_after_a_restart_the_session_is_offered_and_goes_on(
    api_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    with connect_live(api_client) as (page, _):
        name = page.send("start")["session"]["id"]
        tick_seconds(page, clock, 10 + 100)
    clock.advance(600)
    with restarted(home, clock) as again, connect_live(again) as (page, session):
        assert (session["id"], session["interrupted"]) == (name, True)
        assert (session["status"], session["cause"], session["position"]) == ("paused", "resumed", 65)
        clock.advance(2)
        assert page.send("tick")["state"]["position"] == 65
        with connect_live(again) as (other, same):
            assert same["interrupted"]
            gone_on = page.send("resume")
            assert other.receive() == gone_on
            assert (gone_on["type"], gone_on["session"]["interrupted"]) == ("session", False)
            assert tick_seconds(page, clock, 3)["position"] == 68


def test_end_abandons_the_interrupted_session_for_good(api_client: TestClient, home: Paths, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        tick_seconds(page, clock, 30)
    with restarted(home, clock) as again, connect_live(again) as (page, session):
        assert session["interrupted"]
        assert page.send("end") == {"type": "session", "session": None}
        assert page.send("start")["type"] == "session"
        assert page.send("stop")["state"]["status"] == "stopped"
        assert [one["reason"] for one in again.get("/api/history").json()] == ["stopped", "interrupted"]
    with restarted(home, clock) as again, connect_live(again) as (_, session):
        assert session is None


def test_worse_answers_take_the_session_from_every_page_at_the_next_word(
    api_client: TestClient, clock: ManualClock
) -> None:
    with connect_live(api_client) as (first, _), connect_live(api_client) as (other, _):
        first.send("start")
        other.receive()
        tick_seconds(first, clock, 12)
        assert api_client.post("/api/screen", json={"answers": BLOCKING_ANSWERS}).json()["status"] == "blocked"
        assert api_client.get("/api/session").json() is None
        clock.advance(1)
        assert first.send("tick") == other.send("tick") == NOTHING
        refused = first.send("start")
        assert (refused["type"], refused["code"]) == ("error", "not-cleared")


def test_worse_answers_of_another_process_do_so_too(api_client: TestClient, home: Paths, clock: ManualClock) -> None:
    with connect_live(api_client) as (first, _), connect_live(api_client) as (other, _):
        first.send("start")
        other.receive()
        tick_seconds(first, clock, 12)
        answer_screening(home, clock, BLOCKING_ANSWERS)
        clock.advance(1)
        assert first.send("tick") == {"type": "session", "session": None}
        assert other.receive() == {"type": "session", "session": None}


@pytest.mark.parametrize("command", ['{"do": "start"}', "garbage"])
def test_it_is_taken_from_them_even_if_that_word_is_refused(
    command: str, api_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    with connect_live(api_client) as (first, _), connect_live(api_client) as (other, _):
        first.send("start")
        other.receive()
        answer_screening(home, clock, BLOCKING_ANSWERS)
        other.socket.send_text(command)
        assert other.receive() == first.receive() == {"type": "session", "session": None}
        assert other.receive()["type"] == "error"


def test_after_strong_pain_the_page_learns_of_the_stop_and_a_new_page_gets_nothing(
    api_client: TestClient, clock: ManualClock
) -> None:
    with connect_live(api_client) as (page, _):
        page.send("start")
        page.send("hurts")
        assert page.send("pain", score=8)["state"]["status"] == "stopped"
        with connect_live(api_client) as (_, session):
            assert session is None
        assert page.send("start")["code"] == "not-cleared"
        clock.advance(1)
        api_client.post("/api/screen", json={"answers": ALL_NO_ANSWERS})
        assert page.send("start")["type"] == "session"


def test_a_step_that_cannot_be_saved_is_reported_and_retried(
    api_client: TestClient, application: Application, clock: ManualClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise Refusal(Text("The disk is full."))

    with connect_live(api_client) as (page, _):
        page.send("start")
        tick_seconds(page, clock, 10 + 29)
        with monkeypatch.context() as patch:
            patch.setattr(application.diary, "write", full)
            clock.advance(1)
            assert page.send("tick") == {"type": "error", "code": "refused", "message": "The disk is full."}
        assert tick_seconds(page, clock, 1)["done"] == [0]


def test_a_journal_that_can_not_be_read_is_said_and_the_line_is_closed(api_client: TestClient, home: Paths) -> None:
    home.journal.write_bytes(b"no database" * 100)
    with api_client.websocket_connect(LIVE_URL) as socket:
        reply = socket.receive_json()
        assert reply["type"] == "error"
        assert str(home.journal) in reply["message"]
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
    assert api_client.get("/api/health").status_code == 200


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


def test_a_page_that_vanishes_during_a_message_disturbs_no_other(application: Application) -> None:
    async def scene() -> None:
        live = LiveConnections(application)
        stays, goes = Wire(), Wire()
        async with asyncio.TaskGroup() as pages:
            for wire in (goes, stays):
                pages.create_task(live.serve(wire.page))
                await settle()
            goes.cut = True
            for do in ("start", "pause", "resume"):
                stays.say(do)
                await settle()
            assert [message["type"] for message in stays.heard] == ["session", "session", "state", "state"]
            assert len(goes.heard) == 1
            # Its own last message gets no answer either, and the connection ends without a fuss.
            goes.say("tick")
            goes.hang_up()
            await settle()
            assert len(live.pages) == 1
            stays.say("stop")
            stays.hang_up()
        assert stays.heard[-1]["state"]["status"] == "stopped"
        assert live.pages == set()

    asyncio.run(scene())


def test_a_page_that_is_gone_before_its_first_message_disturbs_no_other(application: Application) -> None:
    async def scene() -> None:
        live = LiveConnections(application)
        wire = Wire()
        page = wire.page
        wire.hang_up()
        await live.serve(page)
        assert live.pages == set()

    asyncio.run(scene())
