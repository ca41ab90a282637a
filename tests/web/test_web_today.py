"""The day over HTTP: detected and recorded activities are in it at once, and invalid ones are refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from support.home_fixture import ManualClock, answer_screening
from support.http_client import Json

from rearguard.app.person import heartbeat
from rearguard.app.person.diary import Diary
from rearguard.app.person.heartbeat import Heartbeat
from rearguard.app.person.paths import Paths
from rearguard.app.watcher.reminding import read_reminders
from rearguard.charge.activity import Activity
from rearguard.charge.activity_span import ActivitySpan
from rearguard.journal.entry import EventKind
from rearguard.reminders.reminder_context import Reply

HOUR = 3600.0


def record_activity(api_client: TestClient, clock: ManualClock, hours: float, activity: str = "sitting") -> Json:
    start = (clock.now() - timedelta(hours=hours)).isoformat()
    body = {"start": start, "end": clock.now().isoformat(), "activity": activity}
    answered = api_client.post("/api/told", json=body)
    assert answered.status_code == 200
    return answered.json()


def test_the_spell_under_way_that_a_watcher_carries_is_in_the_day_and_grows(
    api_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    start = clock.now().timestamp() - HOUR
    charges = []
    for _ in range(3):
        clock.advance(60)
        span = ActivitySpan(start, clock.now().timestamp(), Activity.SITTING)
        heartbeat.write_heartbeat(home, Heartbeat(spans=(span,), sitting_since=start))
        day = api_client.get("/api/day").json()
        (known_span,) = day["spans"]
        assert known_span["activity"] == "sitting"
        charges.append((known_span["end"], day["charge"]["high"]))
    assert charges == sorted(charges, key=lambda one: (one[0], -one[1]))
    assert len({end for end, _ in charges}) == 3
    assert day["by_hand"] == []


def test_recording_an_activity_returns_the_day_and_can_be_undone(api_client: TestClient, clock: ManualClock) -> None:
    before = api_client.get("/api/day").json()
    day = record_activity(api_client, clock, 2.0)
    (word,) = day["by_hand"]
    assert day["charge"]["high"] < before["charge"]["high"]
    assert api_client.get("/api/charge").json() == day["charge"]
    assert api_client.post("/api/taken-back", json={"entry": word["entry"]}).json() == before


def test_what_is_felt_is_in_the_day_with_its_session(api_client: TestClient) -> None:
    name = "019cb8bf-f9b8-7000-8000-00000000001c"
    day = api_client.post("/api/felt", json={"numb": 4, "session": name}).raise_for_status().json()
    assert [(symptom["numb"], symptom["wobble"], symptom["session"]) for symptom in day["felt"]] == [(4, None, name)]


def test_the_effect_of_a_session_is_shown_only_with_a_clearance(
    api_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    assert api_client.get("/api/effects").json()["error"]["code"] == "not-cleared"
    answer_screening(home, clock)
    assert [one["minutes"] for one in api_client.get("/api/effects").json()] == [3, 7, 12]
    until = (clock.now() + timedelta(hours=2)).isoformat()
    forecast = api_client.get("/api/what-if", params={"until": until}).raise_for_status().json()
    assert forecast["sitting"]["low"] < forecast["with_session"]["low"]


def test_why_not_answers_in_words(api_client: TestClient) -> None:
    reply = api_client.get("/api/why").raise_for_status().json()
    assert reply["nudge"] is False
    assert reply["watching"] is False
    assert all(reason.endswith(".") for reason in reply["why"])


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("told", {"start": "10:00", "end": "09:00", "activity": "sitting"}),
        ("told", {"start": "0001-01-01T00:00+14:00", "end": "09:00", "activity": "sitting"}),
        ("told", {"start": "09:00", "end": "9999-12-31T23:59-14:00", "activity": "sitting"}),
        ("told", {"start": "soon", "end": "09:00", "activity": "sitting"}),
        ("told", {"start": "08:00", "end": "09:00", "activity": "flying"}),
        ("told", {"start": "08:00", "end": "09:00"}),
        ("taken-back", {"entry": "019cb8bf-f9b8-7000-8000-00000000001c"}),
        ("taken-back", {"entry": "é"}),
        ("answered", {"reminder": "019cb8bf-f9b8-7000-8000-00000000001c", "reply": "later"}),
        ("answered", {"reminder": "019cb8bf-f9b8-7000-8000-00000000001c", "reply": "none"}),
        ("felt", {}),
        ("felt", {"numb": 11}),
        ("felt", {"numb": True}),
        ("felt", {"numb": 1, "session": "mine"}),
    ],
)
def test_invalid_input_is_refused_and_nothing_is_saved(
    api_client: TestClient, path: str, body: dict[str, object]
) -> None:
    before = api_client.get("/api/day").json()
    assert api_client.post(f"/api/{path}", json=body).status_code == 422
    assert api_client.get("/api/day").json() == before


@pytest.mark.parametrize("at", ["0001-01-01T00:00+00:00", "9999-12-31T23:59-14:00", "noon", ""])
def test_no_moment_breaks_the_charge(api_client: TestClient, at: str) -> None:
    assert api_client.get("/api/charge", params={"at": at}).status_code == 422


def test_a_reminder_that_waits_is_in_the_day_until_it_is_answered_or_gone(
    api_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    def show_reminder() -> str:
        with Diary(home, clock) as diary:
            (entry,) = diary.write((EventKind.NUDGED, {"minutes": 3, "place": "desk", "why": []}))
        return str(entry.id)

    first = show_reminder()
    reminder = api_client.get("/api/day").json()["reminder"]
    assert reminder == {"id": first, "text": "Time for a 3-minute break?", "minutes": 3, "place": "desk"}
    clock.advance(60)
    body = {"reminder": first, "reply": "later"}
    assert api_client.post("/api/answered", json=body).raise_for_status().json()["reminder"] is None
    with Diary(home, clock) as diary:
        (nudge,) = read_reminders(diary, clock.now() - timedelta(hours=1))
    assert nudge.reply is Reply.LATER
    clock.advance(3600)
    show_reminder()
    clock.advance(600)
    assert api_client.get("/api/day").json()["reminder"] is not None
    clock.advance(1)
    assert api_client.get("/api/day").json()["reminder"] is None


def test_reminder_settings_change_one_by_one_and_the_day_includes_standing(api_client: TestClient) -> None:
    assert api_client.get("/api/reminders").json()["after"] == 30
    assert api_client.put("/api/reminders", json={"after": 45}).json()["after"] == 45
    changed = api_client.put("/api/reminders", json={"standing": True}).json()
    assert (changed["after"], changed["standing"]) == (45, True)
    assert api_client.get("/api/day").json()["standing"] is True


@pytest.mark.parametrize(
    "body", [{"after": 5}, {"after": "45"}, {"after": True}, {"quiet_from": "25:00"}, {"quiet_to": "8"}, {"no": 1}]
)
def test_a_wish_that_there_is_not_is_refused(api_client: TestClient, body: dict[str, object]) -> None:
    before = api_client.get("/api/reminders").json()
    assert api_client.put("/api/reminders", json=body).status_code == 422
    assert api_client.get("/api/reminders").json() == before
