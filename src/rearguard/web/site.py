"""The whole site: the API and the page's files, behind the guard."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.person.settings import read_settings
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.web.api import api_router
from rearguard.web.files import PageFiles
from rearguard.web.guard import Guard
from rearguard.web.manifest import manifest_router
from rearguard.web.server_identity import make_proof
from rearguard.web.session.socket import LiveConnections

STATIC = Path(__file__).parent / "static"
"""The folder of the built page, from frontend/."""


def make_site(application: Application, *, token: str, port: int) -> ASGIApp:
    """Return the ASGI application that serves one person, in the language of their settings."""
    application.set_language(read_settings(application.paths).language)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        application.close()

    app = FastAPI(
        title="Rearguard",
        lifespan=lifespan,
        openapi_url="/api/docs",  # the schema only: FastAPI's page for it loads scripts from other hosts
        docs_url=None,
        redoc_url=None,
        exception_handlers={
            Refusal: _handle_refusal,
            RequestValidationError: _handle_invalid_request,
            HTTPException: _handle_http_error,
            Exception: _handle_unexpected_error,
        },
    )
    app.state.application = application
    app.state.live = LiveConnections(application)
    app.state.prove = partial(make_proof, token, port)
    app.include_router(api_router)
    app.include_router(manifest_router)
    app.mount("/", PageFiles(directory=STATIC, html=True, check_dir=False))
    # Around the whole application and not one of its middlewares: the handler of unexpected errors lies outside those.
    return Guard(app, token=token, port=port, clock=application.clock)


async def _handle_refusal(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, Refusal):
        raise error
    return _error_response(422 if isinstance(error, InvalidRequest) else 409, error.code, error.message.render(_))


async def _handle_invalid_request(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    path = ".".join(part for part in first["loc"][1:] if isinstance(part, str))
    return _error_response(422, "misuse", f"{path}: {first['msg']}" if path else first["msg"])


async def _handle_http_error(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return _error_response(error.status_code, "failed", error.detail, error.headers)


async def _handle_unexpected_error(_request: Request, _error: Exception) -> JSONResponse:
    return _error_response(500, "broken", _("Something went wrong in Rearguard. The terminal shows details."))


def _error_response(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    # A message may quote JSON text with lone surrogates, which UTF-8 can't encode.
    text = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": {"code": code, "message": text}}, status, headers)
