"""One's own data over HTTP: the same as by the command line, and for nobody else."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient
from support.hip_replacement_program import hip_replacement
from support.home_fixture import TurnedClock
from support.http_client import HERE, Json
from support.populated_home import live

from rearguard.app.application import Application
from rearguard.app.data.backup import whole
from rearguard.app.person.paths import Home
from rearguard.journal.entry import Kind


def test_what_is_saved_is_brought_in_again_whole(
    visitor: TestClient, application: Application, home: Home, clock: TurnedClock
) -> None:
    live(home, clock)
    saved = visitor.get("/api/export/json")
    assert saved.headers["content-disposition"] == 'attachment; filename="rearguard.json"'
    assert saved.text == "".join(whole(application.diary))
    assert visitor.post("/api/forget", json={"sure": True}).json()["entries"] == []
    assert list(application.diary.read()) == []
    entries = len(saved.json()["entries"])
    for new, files in ((entries, 3), (0, 0)):
        told = visitor.post("/api/import", content=saved.content, headers={"Content-Type": "application/json"}).json()
        assert told == {"entries": entries, "new": new, "files": files, "kept": 0}
    assert visitor.get("/api/export/json").content == saved.content


@pytest.mark.parametrize("form", ["csv", "fit", "ics", "fhir"])
def test_every_format_is_a_file_to_save(form: str, visitor: TestClient, home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    saved = visitor.get(f"/api/export/{form}")
    assert saved.status_code == 200
    assert saved.content
    assert saved.headers["content-disposition"].startswith('attachment; filename="rearguard')
    assert saved.headers["cache-control"] == "no-store"


def test_what_is_wrong_is_refused_with_its_place_and_nothing_is_kept(visitor: TestClient, home: Home) -> None:
    refused = visitor.post("/api/import", content=b'{"entries": [{"id": 7}]}')
    assert refused.status_code == 409
    assert refused.json()["error"]["message"].startswith("The file: entries.1.at: is missing")
    assert not home.journal.exists()


def test_forgetting_must_be_meant_and_ends_the_session_under_way(
    visitor: TestClient, application: Application, home: Home, clock: TurnedClock
) -> None:
    live(home, clock)
    visitor.get("/api/plan")
    before: Json = visitor.get("/api/holdings").json()
    for body in ({}, {"sure": False}, {"sure": "true"}):
        assert visitor.post("/api/forget", json=body).status_code == 422
    assert visitor.get("/api/holdings").json() == before
    assert {one["kind"]: one["count"] for one in before["entries"]}["session-started"] == 1
    assert visitor.post("/api/forget", json={"sure": True}).json() == {
        "entries": [], "since": None, "until": None, "files": []
    }  # fmt: skip
    assert visitor.get("/api/screen").json()["status"] == "missing"
    assert visitor.get("/api/session").json() is None
    assert application.training is None


def test_a_prescription_is_taken_in_followed_and_let_go(
    visitor: TestClient, application: Application, home: Home, clock: TurnedClock
) -> None:
    live(home, clock)
    assert visitor.get("/api/prescription").json() is None
    body = {"file": "hip.toml", "text": hip_replacement()}
    assert visitor.post("/api/prescription", json=body).json() == {"program": "after-hip-replacement", "new": True}
    assert visitor.get("/api/prescription").json()["by"] == "A. Muster, physiotherapist"
    assert visitor.get("/api/plan").json()["program"] == "after-hip-replacement"
    wrong = visitor.post("/api/prescription", json={**body, "text": body["text"].replace("sets = 3", "sets = 300")})
    assert wrong.status_code == 409
    assert "hip.toml: items.1.sets" in wrong.json()["error"]["message"]
    assert visitor.post("/api/prescription/let-go", json={"program": "nothing"}).status_code == 422
    assert visitor.post("/api/prescription/let-go", json={"program": "after-hip-replacement"}).json() is None
    assert visitor.get("/api/plan").json()["program"] == "article"
    assert [entry.data["program"] for entry in application.diary.read(Kind.IMPORTED)] == ["after-hip-replacement"]


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "export/json"), ("GET", "holdings"), ("POST", "forget"), ("POST", "import"), ("POST", "prescription")],
)
def test_nobody_else_may(method: str, path: str, stranger: TestClient, home: Home, clock: TurnedClock) -> None:
    live(home, clock)
    before = home.journal.read_bytes()
    elsewhere = {"Origin": "http://evil.example"}
    for headers, status in (({}, {401, 403}), (elsewhere, {403}), ({"Origin": HERE}, {401})):
        said = stranger.request(method, f"/api/{path}", json={"sure": True}, headers=headers)
        assert said.status_code in status
        assert "session" not in json.dumps(said.json())
    assert home.journal.read_bytes() == before
