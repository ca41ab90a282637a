"""The key that a browser is started with: good once, here, now."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from support.home_fixture import TurnedClock
from support.http_client import COOKIE, LIVE, PORT, TOKEN

from rearguard.web.login_ticket import LIFETIME, ticket
from rearguard.web.server_identity import proof


@pytest.fixture
def key(clock: TurnedClock) -> str:
    """A ticket made just now."""
    return ticket(TOKEN, PORT, clock.now().timestamp())


def test_it_opens_the_page_once(key: str, stranger: TestClient) -> None:
    answer = stranger.get(f"/?ticket={key}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].startswith(COOKIE)
    stranger.cookies.clear()
    assert stranger.get(f"/?ticket={key}").status_code == 401


def test_it_is_used_up_by_its_time_too(key: str, clock: TurnedClock, stranger: TestClient) -> None:
    clock.turn(LIFETIME + 1)
    assert stranger.get(f"/?ticket={key}").status_code == 401


def test_each_is_another_one(clock: TurnedClock) -> None:
    now = clock.now().timestamp()
    assert ticket(TOKEN, PORT, now) != ticket(TOKEN, PORT, now)


def test_one_that_was_not_made_here_opens_nothing(key: str, clock: TurnedClock, stranger: TestClient) -> None:
    now = clock.now().timestamp()
    expires, nonce, seal = key.split(".")
    forged = [
        "",
        "..",
        ".",
        seal,
        TOKEN,
        f"{int(expires) + 1}.{nonce}.{seal}",
        f"{expires}.{nonce}.{seal[:-1]}",
        f"{expires}.{nonce}.%C3%A9",
        f"{expires}.{nonce}.{proof(TOKEN, PORT, f'{expires}.{nonce}')}",
        ticket(TOKEN, PORT + 1, now),
        ticket(TOKEN + "x", PORT, now),
    ]
    for one in forged:
        assert stranger.get(f"/?ticket={one}").status_code == 401, one


def test_it_changes_nothing_and_joins_no_session(key: str, stranger: TestClient) -> None:
    assert stranger.put(f"/api/settings?ticket={key}", json={}).status_code == 403
    with pytest.raises(WebSocketDisconnect), stranger.websocket_connect(f"{LIVE}?ticket={key}"):
        pass
    assert stranger.get(f"/?ticket={key}").status_code == 303, "and it is not used up by that"
