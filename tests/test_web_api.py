"""The API keeps to its own description, whatever it is sent and whoever asks."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
from household import ALL_NO, BLOCK, EMERGENCY, TurnedClock, answer
from hypothesis import settings
from schemathesis import Case
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from visitor import HERE, PORT, TOKEN, line

from rearguard.app.application import Application
from rearguard.app.diary import Diary
from rearguard.app.home import Home
from rearguard.app.planning import Wish
from rearguard.journal.entry import Kind
from rearguard.web.site import site
from rearguard.web.wire import Command

PROGRAM = {"Authorization": f"Bearer {TOKEN}"}
COMMANDS = get_args(Command.model_fields["do"].annotation)

UNDESCRIBED = [
    # Which exercises and questions there are, a schema can't say: what has the right shape may yet be refused.
    checks.positive_data_acceptance,
    # The page's files lie at "/": it is they that answer for a method that no route has, as if it were a file's.
    checks.unsupported_method,
    checks.allow_header_conformance,
]


def assert_trouble(answer: Any) -> None:  # noqa: ANN401 - a response of either client
    """Assert that a refusal has the one shape that they all have."""
    error = answer.json()["error"]
    assert answer.json().keys() == {"error"}
    assert error.keys() == {"code", "message"}
    assert error["code"] == error["code"].strip().lower() != ""
    assert error["message"].strip()


DONE = {"/api/history", "/api/export/{form}"}
"""Where one's own past is told."""


def assert_no_routine(path: str, said: object, who: str) -> None:
    """Assert that nothing in an answer could be exercised by. What was done is one's own, and may be read."""
    if isinstance(said, dict):
        if path not in DONE:
            assert not {"plan", "steps", "cues"} & {key for key, value in said.items() if value}, (path, who)
        for value in said.values():
            assert_no_routine(path, value, who)
    elif isinstance(said, list):
        for value in said:
            assert_no_routine(path, value, who)


# Homes in which nobody may exercise. In each a session was under way when that became so.


def missing(_home: Home, _clock: TurnedClock) -> None:
    pass


def emergency(home: Home, clock: TurnedClock) -> None:
    answer(home, clock, EMERGENCY)


def blocked(home: Home, clock: TurnedClock) -> None:
    answer(home, clock, BLOCK)


def due_by_age(_home: Home, clock: TurnedClock) -> None:
    clock.turn(91 * 24 * 3600)


def due_by_pain(home: Home, clock: TurnedClock) -> None:
    with Diary(home, clock) as diary:
        diary.write((Kind.FELT, {"pain": 6}))


UNCLEARED: list[Callable[[Home, TurnedClock], None]] = [missing, emergency, blocked, due_by_age, due_by_pain]


def server(folder: Path, become: Callable[[Home, TurnedClock], None], *, started_anew: bool) -> ASGIApp:
    """Return a server in such a home, started before or after it became so."""
    home, clock = Home(folder / "config", folder / "data", folder / "cache"), TurnedClock()
    application = Application(home, clock)
    if become is not missing:
        answer(home, clock)
        clock.turn(60)
        training = application.begin(Wish(), lead=0.0)
        for _ in range(35):
            clock.turn(1)
            training.do("tick")
    become(home, clock)
    return site(Application(home, clock) if started_anew else application, token=TOKEN, port=PORT)


@pytest.fixture(scope="module")
def uncleared(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ASGIApp]:
    """Servers in all such homes."""
    return {
        f"{become.__name__}, {'after' if started_anew else 'before'}": server(
            tmp_path_factory.mktemp(become.__name__), become, started_anew=started_anew
        )
        for become in UNCLEARED
        for started_anew in (False, True)
    }


@pytest.fixture(scope="module")
def cleared(tmp_path_factory: pytest.TempPathFactory) -> ASGIApp:
    """A server in a home with a session done and one under way."""
    folder = tmp_path_factory.mktemp("cleared")
    home, clock = Home(folder / "config", folder / "data", folder / "cache"), TurnedClock()
    answer(home, clock)
    clock.turn(60)
    application = Application(home, clock)
    application.begin(Wish()).do("stop")
    clock.turn(60)
    application.begin(Wish(minutes=3))
    return site(application, token=TOKEN, port=PORT)


def described() -> OpenApiSchema:
    """Return the API's description: it is the same in every home, so that none needs to be there."""
    nowhere = Path("nowhere")
    app = site(Application(Home(nowhere, nowhere, nowhere), TurnedClock()), token=TOKEN, port=PORT)
    return schemathesis.openapi.from_asgi("/api/docs", app, headers={**PROGRAM, "Host": f"127.0.0.1:{PORT}"})


API = described()
OTHERS = API.exclude(path="/api/forget")
"""All that leaves a home as it is, or changes it for the next test only a little; test_web_keeping forgets."""


@OTHERS.parametrize()
@settings(max_examples=12, deadline=None)
def test_every_answer_is_as_described(case: Case[Any], cleared: ASGIApp) -> None:
    case.call_and_validate(base_url=HERE, headers=PROGRAM, app=cleared, excluded_checks=UNDESCRIBED)


@pytest.fixture(scope="module")
def in_turn(uncleared: dict[str, ASGIApp]) -> Iterator[tuple[str, ASGIApp]]:
    """The same servers, one after the other, for ever."""
    return cycle(uncleared.items())


@OTHERS.parametrize()
@settings(max_examples=20, deadline=None)
def test_no_route_gives_a_routine_to_who_may_not_exercise_whatever_is_asked(
    case: Case[Any], in_turn: Iterator[tuple[str, ASGIApp]]
) -> None:
    name, app = next(in_turn)
    said = case.call_and_validate(base_url=HERE, headers=PROGRAM, app=app, excluded_checks=UNDESCRIBED)
    if said.headers["content-type"][0].partition(";")[0] == "application/json":  # a sound says what it was given
        assert_no_routine(case.operation.path, said.json(), name)


def test_no_route_gives_a_routine_to_who_may_not_exercise_whoever_asks(uncleared: dict[str, ASGIApp]) -> None:
    asked = [(method, path) for path, methods in API.raw_schema["paths"].items() for method in methods]
    assert len(asked) > 8
    for name, app in uncleared.items():
        with TestClient(app, HERE, headers=PROGRAM) as client:
            for method, path in asked:
                said = client.request(method, path.replace("{", "").replace("}", ""), json={})
                assert_no_routine(path, said.json(), name)


def test_no_word_on_the_line_does_so_either(uncleared: dict[str, ASGIApp]) -> None:
    for name, app in uncleared.items():
        with TestClient(app, HERE, headers=PROGRAM) as client, line(client) as (page, session):
            assert session is None, name
            for do in COMMANDS:
                for more in ({}, {"score": 0}, {"minutes": 7, "place": "floor", "program": "article"}):
                    assert_no_routine("live", page.say(do, **more), name)


def test_a_cleared_person_does_get_one_so_that_the_tests_above_could_fail(cleared: ASGIApp) -> None:
    with TestClient(cleared, HERE, headers=PROGRAM) as client, line(client) as (_, session):
        for path, said in [("/api/plan", client.get("/api/plan").json()), ("live", session)]:
            with pytest.raises(AssertionError):
                assert_no_routine(path, said, "cleared")


FILES = {
    "/api/export/{form}": "*/*",
    "/api/voice/speech": "audio/wav",
    "/api/session/take": "application/octet-stream",
}
"""What is answered with something else than JSON."""


def test_every_route_is_described() -> None:
    paths = API.raw_schema["paths"]
    assert set(paths) == {
        "/api/health",
        "/api/texts",
        "/api/screen",
        "/api/screen/next",
        "/api/settings",
        "/api/plan",
        "/api/charge",
        "/api/day",
        "/api/days",
        "/api/told",
        "/api/taken-back",
        "/api/felt",
        "/api/answered",
        "/api/reminders",
        "/api/effects",
        "/api/export/{form}",
        "/api/forget",
        "/api/holdings",
        "/api/import",
        "/api/prescription",
        "/api/prescription/let-go",
        "/api/what-if",
        "/api/why",
        "/api/library",
        "/api/library/{name}/figure",
        "/api/history",
        "/api/history/{session}",
        "/api/progress",
        "/api/tests",
        "/api/progress/undo",
        "/api/progress/level",
        "/api/progress/easy-week",
        "/api/session",
        "/api/session/take",
        "/api/voice",
        "/api/voice/speech",
    }
    for path, methods in paths.items():
        for method, operation in methods.items():
            assert operation["description"], (path, method)
            content = operation["responses"]["200"]["content"]
            if path in FILES:
                assert list(content) == [FILES[path]]
                continue
            assert "$ref" in str(content["application/json"]["schema"]), (
                f"{method} {path} says only that it answers something"
            )


# What is wrong is refused in words, and costs nothing.


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
    monkeypatch.setattr("rearguard.app.history.history", lambda *_, **__: 1 / 0)
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
