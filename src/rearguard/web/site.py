"""The whole site: the API, the page's files, and the guard before both."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from rearguard.app.application import Application
from rearguard.app.language import _
from rearguard.core.errors import Misuse, Refusal
from rearguard.web import api, live
from rearguard.web.guard import Guard

STATIC = Path(__file__).parent / "static"
"""The page, built from frontend/."""


def site(application: Application, *, token: str, port: int) -> FastAPI:
    """Return the ASGI application that serves one person."""

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
        },
    )
    app.state.application = application
    app.state.live = live.Live(application)
    app.include_router(api.router)
    app.include_router(live.router)
    app.mount("/", StaticFiles(directory=STATIC, html=True, check_dir=False))
    app.add_middleware(Guard, token=token, port=port)
    return app


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, Refusal):
        raise error
    return _answer(422 if isinstance(error, Misuse) else 409, error.code, error.message.render(_))


async def _invalid(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    where = ".".join(str(part) for part in first["loc"][1:])
    return _answer(422, "misuse", f"{where}: {first['msg']}" if where else first["msg"])


async def _failed(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, HTTPException):
        raise error
    return _answer(error.status_code, "failed", error.detail)


def _answer(status: int, code: str, message: str) -> JSONResponse:
    return JSONResponse({"error": {"code": code, "message": message}}, status)
