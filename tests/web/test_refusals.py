"""Wrong requests are refused with a message and change nothing; right requests take effect."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from support.cleared_server import AUTHORIZATION_HEADER, assert_error_body, cleared
from support.home_fixture import ALL_NO_ANSWERS, BLOCKING_ANSWERS, EMERGENCY_ANSWERS
from support.http_client import BASE_URL

from rearguard.app.person.paths import Paths

__all__ = ["cleared"]


@pytest.fixture
def cleared_client(cleared: ASGIApp) -> Iterator[TestClient]:
    """A cleared person's program; afterwards all their data must still be there."""
    paths = ("screen", "settings", "history", "session")
    with TestClient(cleared, BASE_URL, headers=AUTHORIZATION_HEADER) as client:
        client.post("/api/screen", json={"answers": ALL_NO_ANSWERS})  # an earlier request may have reported strong pain
        before = {path: client.get(f"/api/{path}").json() for path in paths}
        assert before["screen"]["status"] == "clear"
        yield client
        assert {path: client.get(f"/api/{path}").json() for path in paths} == before


@pytest.mark.parametrize(
    ("status", "code", "request_line"),
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
def test_wrong_requests_are_refused_in_one_shape(
    status: int, code: str, request_line: str, cleared_client: TestClient
) -> None:
    answer = cleared_client.request(*request_line.split())
    assert answer.status_code == status
    assert_error_body(answer)
    assert answer.json()["error"]["code"] == code


def test_without_leave_a_plan_is_refused_with_the_reason_and_the_way(api_client: TestClient) -> None:
    answer = api_client.get("/api/plan")
    assert answer.status_code == 409
    assert_error_body(answer)
    assert answer.json()["error"]["code"] == "not-cleared"


def test_what_is_broken_is_said_in_the_same_shape(
    unauthenticated_client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rearguard.app.reports.history.history_json", lambda *_, **__: 1 / 0)
    answer = unauthenticated_client.get("/api/history", headers=AUTHORIZATION_HEADER)
    assert answer.status_code == 500
    assert_error_body(answer)
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
def test_a_body_that_makes_no_sense_is_refused_and_nothing_is_lost(body: bytes, cleared_client: TestClient) -> None:
    for method, path in (("POST", "/api/screen"), ("PUT", "/api/settings")):
        answer = cleared_client.request(method, path, content=body, headers={"Content-Type": JSON})
        assert answer.status_code in {400, 413, 422}
        assert_error_body(answer)


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
    kind: str, cleared_client: TestClient
) -> None:
    for method, path, body in (
        ("POST", "/api/screen", {"answers": BLOCKING_ANSWERS}),
        ("PUT", "/api/settings", SETTINGS),
    ):
        answer = cleared_client.request(method, path, content=json.dumps(body), headers={"Content-Type": kind})
        assert answer.status_code in {400, 415, 422}
        assert_error_body(answer)


def test_settings_that_cannot_be_saved_are_refused_with_a_message(api_client: TestClient, home: Paths) -> None:
    home.config.write_text("in the way")
    answer = api_client.put("/api/settings", json=SETTINGS)
    assert answer.status_code == 409
    assert_error_body(answer)
    assert str(home.config) in answer.json()["error"]["message"]


def test_answers_that_cannot_be_saved_are_refused_with_a_message(api_client: TestClient, home: Paths) -> None:
    home.data.write_text("in the way")
    answer = api_client.post("/api/screen", json={"answers": ALL_NO_ANSWERS})
    assert answer.status_code == 409
    assert_error_body(answer)


# And right requests succeed.


def test_the_questions_lead_one_by_one_to_the_recorded_outcome(api_client: TestClient) -> None:
    answers: dict[str, str] = {}
    reply = api_client.post("/api/screen/next", json={"answers": answers}).json()
    while reply["question"] is not None:
        assert reply["outcome"] is None
        assert 1 <= reply["asked"] <= reply["about"]
        assert [choice["id"] for choice in reply["question"]["answers"]] == ["no", "yes", "unsure"]
        answers[reply["question"]["id"]] = "yes" if reply["question"]["id"] == "C3" else "no"
        reply = api_client.post("/api/screen/next", json={"answers": answers}).json()
    assert api_client.get("/api/screen").json()["status"] == "missing", "nothing is kept by asking"
    assert api_client.post("/api/screen", json={"answers": answers}).json() == reply["outcome"]
    assert api_client.get("/api/screen").json() == reply["outcome"]
    assert reply["outcome"]["removed"]


def test_a_blocked_person_is_asked_about_a_clinician_and_that_lifts_the_block(api_client: TestClient) -> None:
    reply = api_client.post("/api/screen/next", json={"answers": BLOCKING_ANSWERS}).json()
    assert reply["clinician"]
    assert reply["outcome"]["status"] == "blocked"
    body = {"answers": BLOCKING_ANSWERS, "cleared_by_clinician": True}
    assert api_client.post("/api/screen", json=body).json()["status"] == "clear"
    reply = api_client.post("/api/screen/next", json={"answers": EMERGENCY_ANSWERS}).json()
    assert (reply["clinician"], reply["outcome"]["status"]) == (None, "emergency")


def test_settings_are_saved_and_plans_follow_them(api_client: TestClient) -> None:
    api_client.post("/api/screen", json={"answers": ALL_NO_ANSWERS})
    assert api_client.put("/api/settings", json=SETTINGS).json() == SETTINGS
    assert api_client.get("/api/settings").json() == SETTINGS
    assert api_client.get("/api/plan").json()["program"] == "desk-snack"


def test_a_plan_equals_the_commands_plan(api_client: TestClient) -> None:
    api_client.post("/api/screen", json={"answers": ALL_NO_ANSWERS})
    plan = api_client.get("/api/plan?minutes=7&charge=40&without=wall&exclude=clamshell").json()
    assert plan["charge"]["before"] == 40
    assert "clamshell" in {out["exercise"] for out in plan["left_out"]}
    assert api_client.get("/api/plan").json()["seconds"] == 415
