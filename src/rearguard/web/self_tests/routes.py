"""The self-tests over HTTP; one that is begun goes over the session's line."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request

from rearguard.app.application import Application
from rearguard.app.person.language import _
from rearguard.app.training import self_tests
from rearguard.web.self_tests.schemas import SelfTest
from rearguard.web.session.requests import Body, Document

router = APIRouter()


class Told(Body):
    """A result that somebody measured without us."""

    test: str
    value: float
    side: Literal["left", "right"] | None = None
    level: str | None = None


@router.get("/tests", response_model=list[SelfTest])
async def tests(request: Request) -> list[Document]:
    """List the self-tests, with all that came of them."""
    holder: Application = request.app.state.application
    return self_tests.document(holder.diary, holder.library, _)


@router.post("/tests", response_model=list[SelfTest])
async def test_told(request: Request, body: Told) -> list[Document]:
    """Keep a result that somebody measured without us, and list as above."""
    holder: Application = request.app.state.application
    self_tests.tell(holder.diary, holder.library, body.test, body.value, side=body.side, level=body.level)
    return self_tests.document(holder.diary, holder.library, _)
