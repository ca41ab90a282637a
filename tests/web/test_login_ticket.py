"""The ticket that a browser is started with: valid once, here, now."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from support.home_fixture import ManualClock
from support.http_client import COOKIE, LIVE_URL, PORT, TOKEN

from rearguard.web.login_ticket import TICKET_LIFETIME_S, make_ticket
from rearguard.web.server_identity import make_proof


@pytest.fixture
def fresh_ticket(clock: ManualClock) -> str:
    """A ticket made just now."""
    return make_ticket(TOKEN, PORT, clock.now().timestamp())


def test_it_opens_the_page_once(fresh_ticket: str, unauthenticated_client: TestClient) -> None:
    answer = unauthenticated_client.get(f"/?ticket={fresh_ticket}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert answer.headers["set-cookie"].startswith(COOKIE)
    unauthenticated_client.cookies.clear()
    assert unauthenticated_client.get(f"/?ticket={fresh_ticket}").status_code == 401


def test_it_is_used_up_by_its_time_too(
    fresh_ticket: str, clock: ManualClock, unauthenticated_client: TestClient
) -> None:
    clock.advance(TICKET_LIFETIME_S + 1)
    assert unauthenticated_client.get(f"/?ticket={fresh_ticket}").status_code == 401


def test_each_ticket_is_different(clock: ManualClock) -> None:
    now = clock.now().timestamp()
    assert make_ticket(TOKEN, PORT, now) != make_ticket(TOKEN, PORT, now)


def test_a_foreign_ticket_opens_nothing(
    fresh_ticket: str, clock: ManualClock, unauthenticated_client: TestClient
) -> None:
    now = clock.now().timestamp()
    expires, nonce, seal = fresh_ticket.split(".")
    forged = [
        "",
        "..",
        ".",
        seal,
        TOKEN,
        f"{int(expires) + 1}.{nonce}.{seal}",
        f"{expires}.{nonce}.{seal[:-1]}",
        f"{expires}.{nonce}.%C3%A9",
        f"{expires}.{nonce}.{make_proof(TOKEN, PORT, f'{expires}.{nonce}')}",
        make_ticket(TOKEN, PORT + 1, now),
        make_ticket(TOKEN + "x", PORT, now),
    ]
    for ticket in forged:
        assert unauthenticated_client.get(f"/?ticket={ticket}").status_code == 401, ticket


def test_it_changes_nothing_and_joins_no_session(fresh_ticket: str, unauthenticated_client: TestClient) -> None:
    assert unauthenticated_client.put(f"/api/settings?ticket={fresh_ticket}", json={}).status_code == 403
    with (
        pytest.raises(WebSocketDisconnect),
        unauthenticated_client.websocket_connect(f"{LIVE_URL}?ticket={fresh_ticket}"),
    ):
        pass
    assert unauthenticated_client.get(f"/?ticket={fresh_ticket}").status_code == 303, "and it is not used up by that"
