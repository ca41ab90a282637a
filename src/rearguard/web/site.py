"""The whole site: the API, the page's files, and the guard before both."""

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
from rearguard.app.person.settings import settings
from rearguard.core.errors import Misuse, Refusal
from rearguard.web import api, manifest
from rearguard.web.files import Files
from rearguard.web.guard import Guard
from rearguard.web.server_identity import proof
from rearguard.web.session import socket

STATIC = Path(__file__).parent / "static"
"""The page, built from frontend/."""


def site(application: Application, *, token: str, port: int) -> ASGIApp:
    """Return the ASGI application that serves one person, in the language of their settings."""
    application.follow(settings(application.home).language)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        application.close()

    app = FastAPI(
        title="Rearguard",
        lifespan=lifespan,
        openapi_url="/api/docs",  # the schema itself: the usual page for it loads its scripts from elsewhere
        docs_url=None,
        redoc_url=None,
        exception_handlers={
            Refusal: _refused,
            RequestValidationError: _invalid,
            HTTPException: _failed,
            Exception: _broken,
        },
    )
    app.state.application = application
    app.state.live = socket.Live(application)
    app.state.prove = partial(proof, token, port)
    app.include_router(api.router)
    app.include_router(socket.router)
    app.include_router(manifest.router)
    app.mount("/", Files(directory=STATIC, html=True, check_dir=False))
    # Round all of it, and not as one of its middlewares: what answers when something broke lies outside of those.
    return Guard(app, token=token, port=port, clock=application.clock)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, Refusal):
        raise error
    return _answer(422 if isinstance(error, Misuse) else 409, error.code, error.message.render(_))


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(part for part in first["loc"][1:] if isinstance(part, str))
    return _answer(422, "misuse", f"{where}: {first['msg']}" if where else first["msg"])


async def _failed(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return _answer(error.status_code, "failed", error.detail, error.headers)


async def _broken(_request: Request, _error: Exception) -> JSONResponse:
    return _answer(500, "broken", _("Something is wrong with the program; its terminal says what."))


def _answer(status: int, code: str, message: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    # JSON may hold halves of characters, and a message may quote them; UTF-8 has none.
    text = message.encode("utf-8", "replace").decode()
    return JSONResponse({"error": {"code": code, "message": text}}, status, headers)
