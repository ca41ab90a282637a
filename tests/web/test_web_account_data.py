"""A person's own data over HTTP: the same as by the command line, and private."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient
from support.hip_replacement_program import read_hip_replacement_program
from support.home_fixture import ManualClock
from support.http_client import BASE_URL, Json
from support.populated_home import populate_home

from rearguard.app.application import Application
from rearguard.app.data.backup import export_backup
from rearguard.app.person.paths import Paths
from rearguard.journal.entry import EventKind


def test_what_is_saved_is_brought_in_again_whole(
    api_client: TestClient, application: Application, home: Paths, clock: ManualClock
) -> None:
    populate_home(home, clock)
    saved = api_client.get("/api/export/json")
    assert saved.headers["content-disposition"] == 'attachment; filename="rearguard.json"'
    assert saved.text == "".join(export_backup(application.diary))
    assert api_client.post("/api/forget", json={"sure": True}).json()["entries"] == []
    assert list(application.diary.read()) == []
    entries = len(saved.json()["entries"])
    for new, files in ((entries, 3), (0, 0)):
        response = api_client.post(
            "/api/import", content=saved.content, headers={"Content-Type": "application/json"}
        ).json()
        assert response == {"entries": entries, "new": new, "files": files, "kept": 0}
    assert api_client.get("/api/export/json").content == saved.content


@pytest.mark.parametrize("form", ["csv", "fit", "ics", "fhir"])
def test_every_format_is_a_file_to_save(form: str, api_client: TestClient, home: Paths, clock: ManualClock) -> None:
    populate_home(home, clock)
    saved = api_client.get(f"/api/export/{form}")
    assert saved.status_code == 200
    assert saved.content
    assert saved.headers["content-disposition"].startswith('attachment; filename="rearguard')
    assert saved.headers["cache-control"] == "no-store"


def test_a_mistake_is_refused_with_its_location_and_nothing_is_saved(api_client: TestClient, home: Paths) -> None:
    refused = api_client.post("/api/import", content=b'{"entries": [{"id": 7}]}')
    assert refused.status_code == 409
    assert refused.json()["error"]["message"].startswith("The file: entries.1.at: is missing")
    assert not home.journal.exists()


def test_forgetting_must_be_meant_and_ends_the_session_under_way(
    api_client: TestClient, application: Application, home: Paths, clock: ManualClock
) -> None:
    populate_home(home, clock)
    api_client.get("/api/plan")
    before: Json = api_client.get("/api/holdings").json()
    for body in ({}, {"sure": False}, {"sure": "true"}):
        assert api_client.post("/api/forget", json=body).status_code == 422
    assert api_client.get("/api/holdings").json() == before
    assert {entry["kind"]: entry["count"] for entry in before["entries"]}["session-started"] == 1
    assert api_client.post("/api/forget", json={"sure": True}).json() == {
        "entries": [], "since": None, "until": None, "files": []
    }  # fmt: skip
    assert api_client.get("/api/screen").json()["status"] == "missing"
    assert api_client.get("/api/session").json() is None
    assert application.live_session is None


def test_a_prescription_is_taken_in_followed_and_let_go(
    api_client: TestClient, application: Application, home: Paths, clock: ManualClock
) -> None:
    populate_home(home, clock)
    assert api_client.get("/api/prescription").json() is None
    body = {"file": "hip.toml", "text": read_hip_replacement_program()}
    assert api_client.post("/api/prescription", json=body).json() == {"program": "after-hip-replacement", "new": True}
    assert api_client.get("/api/prescription").json()["by"] == "A. Muster, physiotherapist"
    assert api_client.get("/api/plan").json()["program"] == "after-hip-replacement"
    wrong = api_client.post("/api/prescription", json={**body, "text": body["text"].replace("sets = 3", "sets = 300")})
    assert wrong.status_code == 409
    assert "hip.toml: items.1.sets" in wrong.json()["error"]["message"]
    assert api_client.post("/api/prescription/let-go", json={"program": "nothing"}).status_code == 422
    assert api_client.post("/api/prescription/let-go", json={"program": "after-hip-replacement"}).json() is None
    assert api_client.get("/api/plan").json()["program"] == "article"
    assert [entry.data["program"] for entry in application.diary.read(EventKind.IMPORTED)] == ["after-hip-replacement"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "export/json"), ("GET", "holdings"), ("POST", "forget"), ("POST", "import"), ("POST", "prescription")],
)
def test_other_clients_are_refused(
    method: str, path: str, unauthenticated_client: TestClient, home: Paths, clock: ManualClock
) -> None:
    populate_home(home, clock)
    before = home.journal.read_bytes()
    elsewhere = {"Origin": "http://evil.example"}
    for headers, status in (({}, {401, 403}), (elsewhere, {403}), ({"Origin": BASE_URL}, {401})):
        response = unauthenticated_client.request(method, f"/api/{path}", json={"sure": True}, headers=headers)
        assert response.status_code in status
        assert "session" not in json.dumps(response.json())
    assert home.journal.read_bytes() == before
