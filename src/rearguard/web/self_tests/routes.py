"""Self-tests over HTTP. A self-test that is started runs over the session's WebSocket."""

from __future__ import annotations

from fastapi import APIRouter

from rearguard.app.person.language import _
from rearguard.app.training import self_tests
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject
from rearguard.web.self_tests.schemas import SelfTestResponse, SelfTestResultRequest

self_tests_router = APIRouter(prefix="/tests")


@self_tests_router.get("", response_model=list[SelfTestResponse])
async def get_self_tests(application: CurrentApplication) -> list[JsonObject]:
    """List the self-tests with all their results."""
    return self_tests.self_tests_json(application.diary, application.library, _)


@self_tests_router.post("", response_model=list[SelfTestResponse])
async def post_self_test_result(application: CurrentApplication, body: SelfTestResultRequest) -> list[JsonObject]:
    """Save a result that was measured elsewhere, and return the list with it."""
    self_tests.log_self_test(
        application.diary, application.library, body.test, body.value, side=body.side, level=body.level
    )
    return self_tests.self_tests_json(application.diary, application.library, _)
