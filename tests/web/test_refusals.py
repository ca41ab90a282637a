"""What is asked wrongly is refused in words, and costs nothing; what is asked rightly is kept."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from support.cleared_server import PROGRAM, assert_trouble, cleared
from support.home_fixture import ALL_NO, BLOCK, EMERGENCY
from support.http_client import HERE

from rearguard.app.person.paths import Home

__all__ = ["cleared"]


@pytest.fixture
def person(cleared: ASGIApp) -> Iterator[TestClient]:
    """A cleared person's program; afterwards all that they had must still be there."""
    paths = ("screen", "settings", "history", "session")
    with TestClient(cleared, HERE, headers=PROGRAM) as client:
        client.post("/api/screen", json={"answers": ALL_NO})  # what was tried before may have told of strong pain
        before = {path: client.get(f"/api/{path}").json() for path in paths}
        assert before["screen"]["status"] == "clear"
        yield client
        assert {path: client.get(f"/api/{path}").json() for path in paths} == before


@pytest.mark.parametrize(
    ("status", "code", "asked"),
    [
        (404, "failed", "GET /nowhere"),
        (404, "failed", "GET /api/nowhere"),
        (404, "failed", "GET /api/"),
        (405, "failed", "POST /api/plan"),
        (405, "failed", "PATCH /api/settings"),
        (405, "failed", "PUT /index.html"),
        (422, "misuse", "GET /api/plan?minutes=1"),
        (422, "misuse", "GET /api/plan?minutes="),
        (422, "misuse", "GET /api/plan?minutes=nan"),
        (422, "misuse", "GET /api/plan?minutes=Infinity"),
        (422, "misuse", "GET /api/plan?minutes=1e400"),
        (422, "misuse", "GET /api/plan?minutes=seven"),
        (422, "misuse", "GET /api/plan?charge=101"),
        (422, "misuse", "GET /api/plan?charge=nan"),
        (422, "misuse", "GET /api/plan?place=moon"),
        (422, "misuse", "GET /api/plan?without=%ff%00"),
        (422, "misuse", "GET /api/plan?exclude=a&exclude=b"),
        (422, "misuse", "GET /api/plan?program=../../etc/passwd"),
        (422, "misuse", "GET /api/plan?minute=7"),
        (422, "misuse", "POST /api/screen"),
        (422, "misuse", "PUT /api/settings"),
    ],
)
def test_what_is_asked_wrongly_is_refused_in_one_shape(status: int, code: str, asked: str, person: TestClient) -> None:
    answer = person.request(*asked.split())
    assert answer.status_code == status
    assert_trouble(answer)
    assert answer.json()["error"]["code"] == code


def test_without_leave_a_plan_is_refused_with_the_reason_and_the_way(visitor: TestClient) -> None:
    answer = visitor.get("/api/plan")
    assert answer.status_code == 409
    assert_trouble(answer)
    assert answer.json()["error"]["code"] == "not-cleared"


def test_what_is_broken_is_said_in_the_same_shape(stranger: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rearguard.app.reports.history.history", lambda *_, **__: 1 / 0)
    answer = stranger.get("/api/history", headers=PROGRAM)
    assert answer.status_code == 500
    assert_trouble(answer)
    assert "division" not in answer.text


SETTINGS = {
    "have": ["chair"],
    "place": "desk",
    "talk": "silent",
    "volume": 80,
    "rate": 1.0,
    "letters": True,
    "language": "en",
}
JSON = "application/json"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"7",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"answers": {"N0": "\xff"}}',
        b"\x00" * 1000,
        b"[" * 200_000,
        b'{"answers": ' * 50_000,
        b'{"answers": {"N0": NaN}}',
        b'{"answers": Infinity}',
        b'{"answers": 1e999}',
        b'{"answers": {"N0": ' + b"9" * 10_000 + b"}}",
        b'{"answers": {"\\ud800": "no"}}',
        b'{"answers": {"N0": "\\udfff"}}',
        b'{"answers": {}, "\\ud800": 1}',
        b'{"answers": {"N0": true}}',
        b'{"answers": [["N0", "no"]]}',
        b'{"answers": {}, "cleared_by_clinician": "yes"}',
        b'{"answers": {}, "cleared_by_clinician": 1}',
        b'{"answers": {"Q1": "no"}}',
        b'{"answers": {}, "extra": 1}',
        b'{"have": ["trampoline"], "place": "desk", "talk": "silent"}',
        b'{"have": ["chair"], "place": "desk", "talk": 0}',
        b'{"have": "chair", "place": "desk", "talk": "silent"}',
        b'{"have": ["chair"], "place": "desk"}',
        b'{"have": [NaN], "place": "desk", "talk": "silent"}',
        b"x" * 5_000_000,
        b'{"answers": {' + b",".join(b'"%d":"no"' % i for i in range(20_000)) + b"}}",
        b'{"answers": {"' + b"x" * 5_000_000 + b'": "no"}}',
        b'{"have": [' + b",".join([b'"x"'] * 20_000) + b'], "place": "desk", "talk": "silent"}',
    ],
    ids=lambda body: repr(body[:30]),
)
def test_a_body_that_makes_no_sense_is_refused_and_nothing_is_lost(body: bytes, person: TestClient) -> None:
    for method, path in (("POST", "/api/screen"), ("PUT", "/api/settings")):
        answer = person.request(method, path, content=body, headers={"Content-Type": JSON})
        assert answer.status_code in {400, 413, 422}
        assert_trouble(answer)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "multipart/form-data",
        "application/octet-stream",
        "application/jsonp",
        "image/png",
        ";;;",
    ],
)
def test_only_json_is_taken_for_json_because_a_form_of_another_page_can_send_the_rest(
    kind: str, person: TestClient
) -> None:
    for method, path, said in (("POST", "/api/screen", {"answers": BLOCK}), ("PUT", "/api/settings", SETTINGS)):
        answer = person.request(method, path, content=json.dumps(said), headers={"Content-Type": kind})
        assert answer.status_code in {400, 415, 422}
        assert_trouble(answer)


def test_settings_that_can_not_be_kept_are_refused_in_words(visitor: TestClient, home: Home) -> None:
    home.config.write_text("in the way")
    answer = visitor.put("/api/settings", json=SETTINGS)
    assert answer.status_code == 409
    assert_trouble(answer)
    assert str(home.config) in answer.json()["error"]["message"]


def test_answers_that_can_not_be_kept_are_refused_in_words(visitor: TestClient, home: Home) -> None:
    home.data.write_text("in the way")
    answer = visitor.post("/api/screen", json={"answers": ALL_NO})
    assert answer.status_code == 409
    assert_trouble(answer)


# And what is right is done.


def test_the_questions_lead_one_by_one_to_where_recording_them_leads(visitor: TestClient) -> None:
    answers: dict[str, str] = {}
    said = visitor.post("/api/screen/next", json={"answers": answers}).json()
    while said["question"] is not None:
        assert said["outcome"] is None
        assert 1 <= said["asked"] <= said["about"]
        assert [choice["id"] for choice in said["question"]["answers"]] == ["no", "yes", "unsure"]
        answers[said["question"]["id"]] = "yes" if said["question"]["id"] == "C3" else "no"
        said = visitor.post("/api/screen/next", json={"answers": answers}).json()
    assert visitor.get("/api/screen").json()["status"] == "missing", "nothing is kept by asking"
    assert visitor.post("/api/screen", json={"answers": answers}).json() == said["outcome"]
    assert visitor.get("/api/screen").json() == said["outcome"]
    assert said["outcome"]["removed"]


def test_who_is_blocked_is_asked_about_a_clinician_and_that_lifts_it(visitor: TestClient) -> None:
    said = visitor.post("/api/screen/next", json={"answers": BLOCK}).json()
    assert said["clinician"]
    assert said["outcome"]["status"] == "blocked"
    body = {"answers": BLOCK, "cleared_by_clinician": True}
    assert visitor.post("/api/screen", json=body).json()["status"] == "clear"
    said = visitor.post("/api/screen/next", json={"answers": EMERGENCY}).json()
    assert (said["clinician"], said["outcome"]["status"]) == (None, "emergency")


def test_settings_are_kept_and_plans_go_by_them(visitor: TestClient) -> None:
    visitor.post("/api/screen", json={"answers": ALL_NO})
    assert visitor.put("/api/settings", json=SETTINGS).json() == SETTINGS
    assert visitor.get("/api/settings").json() == SETTINGS
    assert visitor.get("/api/plan").json()["program"] == "desk-snack"


def test_a_plan_is_the_one_of_the_command(visitor: TestClient) -> None:
    visitor.post("/api/screen", json={"answers": ALL_NO})
    plan = visitor.get("/api/plan?minutes=7&charge=40&without=wall&exclude=clamshell").json()
    assert plan["charge"]["before"] == 40
    assert "clamshell" in {out["exercise"] for out in plan["left_out"]}
    assert visitor.get("/api/plan").json()["seconds"] == 415
