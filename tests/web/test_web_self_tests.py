"""The self-tests over HTTP and the connection."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient
from support.home_fixture import ALL_NO_ANSWERS, ManualClock, answer_screening
from support.http_client import connect_live, tick_seconds

from rearguard.app.person.paths import Paths


@pytest.fixture(autouse=True)
def _cleared(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock)
    clock.advance(60)


def test_without_answers_no_test_is_for_anybody(api_client: TestClient, home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, {**ALL_NO_ANSWERS, "E1": "yes"})
    assert all(one["refused"] for one in api_client.get("/api/tests").json())
    assert api_client.post("/api/tests", json={"test": "chair-stand", "value": 12}).status_code == 409
    with connect_live(api_client) as (page, _):
        assert page.send("test", test="chair-stand")["code"] == "not-cleared"


@pytest.mark.parametrize(
    "wrong",
    [
        {"test": "glute-bridge", "value": 3},
        {"test": "chair-stand", "value": 100},
        {"test": "chair-stand", "value": -1},
        {"test": "chair-stand", "value": 11.5},
        {"test": "chair-stand", "value": 12, "side": "left"},
        {"test": "chair-stand", "value": "12"},
        {"test": "one-leg-stance", "value": 20},
        {"test": "one-leg-stance", "value": 46, "side": "left"},
        {"test": "one-leg-stance", "value": 20, "side": "both"},
        {"test": "bridge-hold", "value": 20, "level": "upside-down"},
        {"test": "chair-stand", "value": 12, "more": 1},
        {},
    ],
)
def test_a_result_that_makes_no_sense_is_refused_in_words(wrong: dict[str, Any], api_client: TestClient) -> None:
    reply = api_client.post("/api/tests", json=wrong)
    assert 400 <= reply.status_code < 500
    assert reply.json()["error"]["message"]
    assert all(one["results"] == [] for one in api_client.get("/api/tests").json())


def test_no_invalid_number_is_saved(api_client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    for number in ("NaN", "Infinity", "1e999"):
        body = f'{{"test": "chair-stand", "value": {number}}}'
        assert 400 <= api_client.post("/api/tests", content=body, headers=headers).status_code < 500


def test_the_person_can_count_over_the_connection(api_client: TestClient, clock: ManualClock) -> None:
    with connect_live(api_client) as (page, _):
        assert page.send("test", test="chair-stand")["session"]["test"]["id"] == "chair-stand"
        assert page.send("counted", count=12)["type"] == "state", "not yet"
        tick_seconds(page, clock, 39)
        clock.advance(1)
        assert page.send("tick")["session"]["test"]["awaits"]
        assert page.send("counted", count=-3)["code"] == "misuse"
        reply = page.send("counted", count=12)["session"]["test"]
        assert (reply["awaits"], reply["tries"]) == (False, [{"side": "both", "value": 12, "by": "tap"}])
    (stand,) = [one for one in api_client.get("/api/tests").json() if one["id"] == "chair-stand"]
    assert [(one["value"], one["error"]) for one in stand["results"]] == [(12, 1)]
    assert api_client.get("/api/history").json() == [], "a test is no session"
    assert stand["due"] is None


def test_without_a_session_nothing_is_counted(api_client: TestClient) -> None:
    with connect_live(api_client) as (page, _):
        assert page.send("counted", count=12) == {"type": "state", "state": None}
