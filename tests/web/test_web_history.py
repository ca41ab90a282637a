"""What was, over HTTP: sessions in pages and by day, days in columns, a past day put right."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient
from support.simulated_years import Years

from rearguard.app.application import Application

LAST = date(2026, 3, 1)
DAYS = 30


@pytest.fixture
def past(application: Application, visitor: TestClient) -> TestClient:
    """Somebody who asks about thirty days, on the noon after them."""
    entries = Years(LAST - timedelta(days=DAYS - 1), DAYS).entries
    application.diary.journal.append(entries)
    return visitor


def test_sessions_come_in_pages(past: TestClient) -> None:
    every = past.get("/api/history", params={"most": 100}).json()
    first = past.get("/api/history", params={"most": 3}).json()
    second = past.get("/api/history", params={"most": 3, "before": first[-1]["started"]}).json()
    assert [*first, *second] == every[:6]
    assert len(past.get("/api/history").json()) == min(20, len(every))


def test_a_day_s_sessions_are_those_that_began_on_it(past: TestClient) -> None:
    newest = past.get("/api/history", params={"most": 1}).json()[0]
    on = newest["started"][:10]
    assert past.get("/api/history", params={"on": on}).json() == [newest]
    assert past.get("/api/history", params={"on": "2020-01-01"}).json() == []


def test_days_are_asked_for_until_the_first_is_there(past: TestClient) -> None:
    latest = past.get("/api/days", params={"most": 20}).json()
    before = past.get("/api/days", params={"until": str(LAST - timedelta(days=19)), "most": 20}).json()
    assert (latest["to"], before["from"], before["first"]) == ("2026-03-02", "2026-01-31", "2026-01-31")
    assert len(latest["low"]) + len(before["low"]) == DAYS + 1


def test_a_past_day_is_put_right_and_back(past: TestClient) -> None:
    on = {"date": "2026-02-10"}
    before = past.get("/api/day", params=on).json()
    body = {"start": "2026-02-10T13:00:00+00:00", "end": "2026-02-10T14:00:00+00:00", "activity": "walking"}
    told = past.post("/api/told", params=on, json=body).json()
    assert told["from"] == before["from"]
    assert told["spans"] != before["spans"]
    entry = {"entry": told["by_hand"][0]["entry"]}
    assert past.post("/api/taken-back", params=on, json=entry).json() == before


@pytest.mark.parametrize(
    "asked",
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
def test_what_makes_no_sense_is_refused_in_words(past: TestClient, asked: str) -> None:
    answer = past.get(f"/api/{asked}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "misuse")
