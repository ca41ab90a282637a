"""The history over HTTP: sessions in pages and by day, days in columns, a past day edited."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient
from support.simulated_years import SimulatedYears

from rearguard.app.application import Application

LAST = date(2026, 3, 1)
DAYS = 30


@pytest.fixture
def history_client(application: Application, api_client: TestClient) -> TestClient:
    """A client that asks about thirty days, on the noon after them."""
    entries = SimulatedYears(LAST - timedelta(days=DAYS - 1), DAYS).entries
    application.diary.journal.append(entries)
    return api_client


def test_sessions_come_in_pages(history_client: TestClient) -> None:
    every = history_client.get("/api/history", params={"most": 100}).json()
    first = history_client.get("/api/history", params={"most": 3}).json()
    second = history_client.get("/api/history", params={"most": 3, "before": first[-1]["started"]}).json()
    assert [*first, *second] == every[:6]
    assert len(history_client.get("/api/history").json()) == min(20, len(every))


def test_a_day_s_sessions_are_those_that_began_on_it(history_client: TestClient) -> None:
    newest = history_client.get("/api/history", params={"most": 1}).json()[0]
    on = newest["started"][:10]
    assert history_client.get("/api/history", params={"on": on}).json() == [newest]
    assert history_client.get("/api/history", params={"on": "2020-01-01"}).json() == []


def test_days_are_asked_for_until_the_first_is_there(history_client: TestClient) -> None:
    latest = history_client.get("/api/days", params={"most": 20}).json()
    before = history_client.get("/api/days", params={"until": str(LAST - timedelta(days=19)), "most": 20}).json()
    assert (latest["to"], before["from"], before["first"]) == ("2026-03-02", "2026-01-31", "2026-01-31")
    assert len(latest["low"]) + len(before["low"]) == DAYS + 1


def test_a_past_day_is_put_right_and_back(history_client: TestClient) -> None:
    on = {"date": "2026-02-10"}
    before = history_client.get("/api/day", params=on).json()
    body = {"start": "2026-02-10T13:00:00+00:00", "end": "2026-02-10T14:00:00+00:00", "activity": "walking"}
    reply = history_client.post("/api/told", params=on, json=body).json()
    assert reply["from"] == before["from"]
    assert reply["spans"] != before["spans"]
    entry = {"entry": reply["by_hand"][0]["entry"]}
    assert history_client.post("/api/taken-back", params=on, json=entry).json() == before


@pytest.mark.parametrize(
    "path",
    [
        "day?date=2026-03-03",
        "day?date=0001-01-01",
        "day?date=9999-12-31",
        "day?date=yesterday",
        "days?most=0",
        "days?most=372",
        "days?until=0001-01-01",
        "history?most=101",
        "history?before=noon",
        "history?on=2026-03-03",
    ],
)
def test_what_makes_no_sense_is_refused_in_words(history_client: TestClient, path: str) -> None:
    answer = history_client.get(f"/api/{path}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "misuse")
