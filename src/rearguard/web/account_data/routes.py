"""A person's data over HTTP: export, import, deletion, and the prescribed programme."""

from __future__ import annotations

from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from rearguard.app.application import Application
from rearguard.app.data import backup, forgetting
from rearguard.app.data.exporting import EXPORTERS, ExportOptions, export_data, exporters_json
from rearguard.app.person.language import _
from rearguard.app.training import prescription
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.account_data import schemas as wire
from rearguard.web.choice import choice_of
from rearguard.web.session.requests import JsonObject

router = APIRouter()

MAX_BYTES_IN_MEMORY = 2**20
"""Bytes of what is sent; the rest lies on the disk until it was looked at."""

ExportFormat = Annotated[str, *choice_of(EXPORTERS)]
CsvTable = Annotated[str, *choice_of(EXPORTERS["csv"].options["table"])]

JSON_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


def _get_application(request: Request) -> Application:
    found: Application = request.app.state.application
    return found


@router.get("/exports", response_model=list[wire.ExporterJson])
async def get_exporters() -> list[JsonObject]:
    """Return the formats that the data can be exported to."""
    return exporters_json(_)


@router.get(
    "/export/{form}",
    response_class=Response,
    responses={200: {"description": "The file", "content": {"*/*": {}}}},
)
async def get_export(
    request: Request,
    form: ExportFormat,
    table: CsvTable = "sets",
    session: str | None = None,
    name: str | None = None,
) -> Response:
    """Return what is kept, as a file for another program."""
    holder = _get_application(request)
    wanted = ExportOptions(table=table, session=session, name=name)
    found = export_data(holder.diary, holder.library, form, wanted, _)
    headers = {"Content-Disposition": f'attachment; filename="{found.file_name}"'}
    return StreamingResponse(found.content, media_type=found.media_type, headers=headers)


@router.post("/import", response_model=wire.ImportResponse, openapi_extra=JSON_BODY)
async def post_import(request: Request) -> JsonObject:
    """Take in what was exported as json: all of it or nothing, and nothing twice. The body is the file."""
    holder = _get_application(request)
    with SpooledTemporaryFile(MAX_BYTES_IN_MEMORY) as kept:
        await _copy_stream(request.stream(), kept)
        found = backup.import_backup(holder.diary, backup.read_chunks(kept), _("The file"))
    return {"entries": found.entries, "new": found.new, "files": found.files, "kept": found.differing}


async def _copy_stream(stream: AsyncIterator[bytes], into: IO[bytes]) -> None:
    size = 0
    async for chunk in stream:
        size += len(chunk)
        if size > backup.MAX_BACKUP_BYTES:
            raise Refusal(
                Message(
                    "{file} is larger than {most} MB",
                    {"file": _("The file"), "most": backup.MAX_BACKUP_BYTES // 1_000_000},
                )
            )
        into.write(chunk)
    into.seek(0)


@router.get("/prescription", response_model=wire.PrescriptionResponse | None)
async def get_prescription(request: Request) -> JsonObject | None:
    """Return the programme that somebody prescribed for today."""
    holder = _get_application(request)
    return prescription.prescription_json(holder.library, holder.diary, _)


@router.post("/prescription", response_model=wire.ImportProgramResponse)
async def post_prescription(request: Request, body: wire.ImportProgramRequest) -> JsonObject:
    """Take in a programme's file."""
    holder = _get_application(request)
    content = body.text.encode("utf-8", "replace")
    found = prescription.import_program(holder.diary, content, body.file, replace_it=body.replace)
    return {"program": found.program.id, "new": found.is_new}


@router.post("/prescription/let-go", response_model=wire.PrescriptionResponse | None)
async def post_program_removal(request: Request, body: wire.RemoveProgramRequest) -> JsonObject | None:
    """Follow a programme no more, and return the one that holds instead."""
    holder = _get_application(request)
    prescription.remove_program(holder.diary, body.program)
    return prescription.prescription_json(holder.library, holder.diary, _)


@router.get("/holdings", response_model=wire.StoredDataResponse)
async def get_stored_data(request: Request) -> JsonObject:
    """Return what is kept of this person."""
    return _stored_data_json(_get_application(request))


@router.post("/forget", response_model=wire.StoredDataResponse)
async def post_forget(request: Request, body: wire.ConfirmRequest) -> JsonObject:  # noqa: ARG001 - to be sure is all it says
    """Erase all of it, and return what is left."""
    holder = _get_application(request)
    holder.forget()
    return _stored_data_json(holder)


def _stored_data_json(holder: Application) -> JsonObject:
    found = forgetting.list_stored_data(holder.diary)
    return {**found.as_json(_), "files": [path.name for path in found.files]}
