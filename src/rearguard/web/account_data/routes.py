"""One's own data over HTTP: saved, brought in, erased; and the programme that somebody prescribed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import IO, Literal

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from rearguard.app.application import Application
from rearguard.app.data import backup, forgetting
from rearguard.app.data.exporting import Format, Wanted, export
from rearguard.app.person.language import _
from rearguard.app.training import prescription
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.account_data import schemas as wire
from rearguard.web.session.requests import Document

router = APIRouter()

IN_MEMORY = 2**20
"""Bytes of what is sent; the rest lies on the disk until it was looked at."""

JSON = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def _application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


@router.get(
    "/export/{form}",
    response_class=Response,
    responses={200: {"description": "The file", "content": {"*/*": {}}}},
)
async def export_file(
    request: Request,
    form: Format,
    table: Literal["sets", "sessions", "felt", "tests", "day"] = "sets",
    session: str | None = None,
    name: str | None = None,
) -> Response:
    """Return what is kept, as a file for another program."""
    holder = _application(request)
    wanted = Wanted(table=table, session=session, name=name)
    found = export(holder.diary, holder.library, form, wanted, _)
    headers = {"Content-Disposition": f'attachment; filename="{found.file}"'}
    return StreamingResponse(found.content, media_type=found.media_type, headers=headers)


@router.post("/import", response_model=wire.TakenIn, openapi_extra=JSON)
async def import_file(request: Request) -> Document:
    """Take in what was exported as json: all of it or nothing, and nothing twice. The body is the file."""
    holder = _application(request)
    with SpooledTemporaryFile(IN_MEMORY) as kept:
        await _pour(request.stream(), kept)
        found = backup.take_in(holder.diary, backup.chunks(kept), _("The file"))
    return {"entries": found.entries, "new": found.new, "files": found.files, "kept": found.kept}


async def _pour(stream: AsyncIterator[bytes], into: IO[bytes]) -> None:
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size > backup.MOST:
            raise Refusal(
                Message("{file} is larger than {most} MB", {"file": _("The file"), "most": backup.MOST // 1_000_000})
            )
        into.write(chunk)
    into.seek(0)


@router.get("/prescription", response_model=wire.Prescription | None)
async def prescribed(request: Request) -> Document | None:
    """Return the programme that somebody prescribed for today."""
    holder = _application(request)
    return prescription.document(holder.library, holder.diary, _)


@router.post("/prescription", response_model=wire.Brought)
async def prescribe(request: Request, body: wire.Programme) -> Document:
    """Take in a programme's file."""
    holder = _application(request)
    content = body.text.encode("utf-8", "replace")
    found = prescription.take_in(holder.diary, content, body.file, replace_it=body.replace)
    return {"program": found.program.id, "new": found.new}


@router.post("/prescription/let-go", response_model=wire.Prescription | None)
async def let_go(request: Request, body: wire.LetGo) -> Document | None:
    """Follow a programme no more, and return the one that holds instead."""
    holder = _application(request)
    prescription.let_go(holder.diary, body.program)
    return prescription.document(holder.library, holder.diary, _)


@router.get("/holdings", response_model=wire.Holdings)
async def holdings(request: Request) -> Document:
    """Return what is kept of this person."""
    return _holdings(_application(request))


@router.post("/forget", response_model=wire.Holdings)
async def forget(request: Request, body: wire.Sure) -> Document:  # noqa: ARG001 - to be sure is all it says
    """Erase all of it, and return what is left."""
    holder = _application(request)
    holder.forget()
    return _holdings(holder)


def _holdings(holder: Application) -> Document:
    found = forgetting.holdings(holder.diary)
    return {**found.as_json(_), "files": [path.name for path in found.files]}
