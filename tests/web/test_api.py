"""The API keeps to its own description, whatever it is sent and whoever asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any, get_args

import pytest
import schemathesis
from hypothesis import settings
from schemathesis import Case
from schemathesis.specs.openapi import checks
from schemathesis.specs.openapi.schemas import OpenApiSchema
from starlette.testclient import TestClient
from starlette.types import ASGIApp
from support.cleared_server import AUTHORIZATION_HEADER, build_cleared_app, cleared
from support.home_fixture import BLOCKING_ANSWERS, EMERGENCY_ANSWERS, ManualClock, answer_screening
from support.http_client import BASE_URL, PORT, TOKEN, connect_live

from rearguard.app.application import Application
from rearguard.app.person.diary import Diary
from rearguard.app.person.paths import Paths
from rearguard.app.training.planning import PlanRequest
from rearguard.journal.entry import EventKind
from rearguard.web.session.schemas import SessionCommandRequest
from rearguard.web.site import make_site

__all__ = ["cleared"]

COMMANDS = get_args(SessionCommandRequest.model_fields["do"].annotation)

UNDESCRIBED = [
    # Which exercises and questions there are, a schema can't say: what has the right shape may yet be refused.
    checks.positive_data_acceptance,
    # The page's files lie at "/": it is they that answer for a method that no route has, as if it were a file's.
    checks.unsupported_method,
    checks.allow_header_conformance,
]


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


def missing(_home: Paths, _clock: ManualClock) -> None:
    pass


def emergency(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, EMERGENCY_ANSWERS)


def blocked(home: Paths, clock: ManualClock) -> None:
    answer_screening(home, clock, BLOCKING_ANSWERS)


def due_by_age(_home: Paths, clock: ManualClock) -> None:
    clock.advance(91 * 24 * 3600)


def due_by_pain(home: Paths, clock: ManualClock) -> None:
    with Diary(home, clock) as diary:
        diary.write((EventKind.FELT, {"pain": 6}))


UNCLEARED: list[Callable[[Paths, ManualClock], None]] = [missing, emergency, blocked, due_by_age, due_by_pain]


def server(folder: Path, become: Callable[[Paths, ManualClock], None], *, started_anew: bool) -> ASGIApp:
    """Return a server in such a home, started before or after it became so."""
    home, clock = Paths(folder / "config", folder / "data", folder / "cache"), ManualClock()
    application = Application(home, clock)
    if become is not missing:
        answer_screening(home, clock)
        clock.advance(60)
        training = application.start_session(PlanRequest(), lead=0.0)
        for _ in range(35):
            clock.advance(1)
            training.apply("tick")
    become(home, clock)
    return make_site(Application(home, clock) if started_anew else application, token=TOKEN, port=PORT)


@pytest.fixture(scope="module")
def uncleared_apps(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ASGIApp]:
    """Servers in all such homes."""
    return {
        f"{become.__name__}, {'after' if started_anew else 'before'}": server(
            tmp_path_factory.mktemp(become.__name__), become, started_anew=started_anew
        )
        for become in UNCLEARED
        for started_anew in (False, True)
    }


def described() -> OpenApiSchema:
    """Return the API's description: it is the same in every home, so that none needs to be there."""
    nowhere = Path("nowhere")
    app = make_site(Application(Paths(nowhere, nowhere, nowhere), ManualClock()), token=TOKEN, port=PORT)
    return schemathesis.openapi.from_asgi(
        "/api/docs", app, headers={**AUTHORIZATION_HEADER, "Host": f"127.0.0.1:{PORT}"}
    )


API = described()
OTHERS = API.exclude(path="/api/forget")
"""All that leaves a home as it is, or changes it for the next test only a little; test_web_keeping forgets."""


@OTHERS.parametrize()
@settings(max_examples=12, deadline=None)
def test_every_answer_is_as_described(case: Case[Any], cleared: ASGIApp) -> None:
    case.call_and_validate(base_url=BASE_URL, headers=AUTHORIZATION_HEADER, app=cleared, excluded_checks=UNDESCRIBED)


@pytest.fixture(scope="module")
def app_cycle(uncleared_apps: dict[str, ASGIApp]) -> Iterator[tuple[str, ASGIApp]]:
    """The same servers, one after the other, for ever."""
    return cycle(uncleared_apps.items())


@OTHERS.parametrize()
@settings(max_examples=20, deadline=None)
def test_no_route_gives_a_routine_to_who_may_not_exercise_whatever_is_asked(
    case: Case[Any], app_cycle: Iterator[tuple[str, ASGIApp]]
) -> None:
    name, app = next(app_cycle)
    said = case.call_and_validate(base_url=BASE_URL, headers=AUTHORIZATION_HEADER, app=app, excluded_checks=UNDESCRIBED)
    if said.headers["content-type"][0].partition(";")[0] == "application/json":  # a sound says what it was given
        assert_no_routine(case.operation.path, said.json(), name)


def test_no_route_gives_a_routine_to_who_may_not_exercise_whoever_asks(uncleared_apps: dict[str, ASGIApp]) -> None:
    asked = [(method, path) for path, methods in API.raw_schema["paths"].items() for method in methods]
    assert len(asked) > 8
    for name, app in uncleared_apps.items():
        with TestClient(app, BASE_URL, headers=AUTHORIZATION_HEADER) as client:
            for method, path in asked:
                said = client.request(method, path.replace("{", "").replace("}", ""), json={})
                assert_no_routine(path, said.json(), name)


def test_no_word_on_the_line_does_so_either(uncleared_apps: dict[str, ASGIApp]) -> None:
    for name, app in uncleared_apps.items():
        with TestClient(app, BASE_URL, headers=AUTHORIZATION_HEADER) as client, connect_live(client) as (page, session):
            assert session is None, name
            for do in COMMANDS:
                for more in ({}, {"score": 0}, {"minutes": 7, "place": "floor", "program": "article"}):
                    assert_no_routine("live", page.send(do, **more), name)


def test_a_cleared_person_does_get_one_so_that_the_tests_above_could_fail(tmp_path: Path) -> None:
    with (
        TestClient(build_cleared_app(tmp_path), BASE_URL, headers=AUTHORIZATION_HEADER) as client,
        connect_live(client) as (_, session),
    ):
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
