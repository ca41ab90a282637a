"""The API: the routers of all topics, under `/api`.

Every handler runs on the one event loop, so the application needs no locks.
"""

from __future__ import annotations

from fastapi import APIRouter

from rearguard.web.account_data.routes import account_data_router
from rearguard.web.history.routes import history_router
from rearguard.web.library.routes import library_router
from rearguard.web.page.routes import page_router
from rearguard.web.plan.routes import plan_router
from rearguard.web.progress.routes import progress_router
from rearguard.web.response import ErrorResponse
from rearguard.web.safety.routes import safety_router
from rearguard.web.self_tests.routes import self_tests_router
from rearguard.web.session.routes import session_router
from rearguard.web.session.socket import socket_router
from rearguard.web.settings.routes import settings_router
from rearguard.web.today.routes import today_router
from rearguard.web.voice.routes import voice_router

TOPIC_ROUTERS = (
    page_router,
    safety_router,
    settings_router,
    plan_router,
    library_router,
    session_router,
    socket_router,
    today_router,
    account_data_router,
    history_router,
    progress_router,
    self_tests_router,
    voice_router,
)
"""All routes of the API. A new topic adds its router here."""

api_router = APIRouter(
    prefix="/api",
    responses={"4XX": {"model": ErrorResponse, "description": "Access denied, refused, or an invalid request"}},
)
for topic_router in TOPIC_ROUTERS:
    api_router.include_router(topic_router)
