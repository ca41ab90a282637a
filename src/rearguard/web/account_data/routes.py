"""The person's own data over HTTP: export, import and deletion, and prescribed programmes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from rearguard.app.application import Application
from rearguard.app.data import backup, deletion
from rearguard.app.data.exporting import EXPORTERS, ExportOptions, export_data, exporters_json
from rearguard.app.person.language import _
from rearguard.app.training import prescription
from rearguard.core.errors import Refusal
from rearguard.core.message import Message
from rearguard.web.account_data import schemas
from rearguard.web.choice import choice_of
from rearguard.web.dependencies import CurrentApplication
from rearguard.web.response import JsonObject

account_data_router = APIRouter()

MAX_BYTES_IN_MEMORY = 2**20
"""Bytes of an upload that stay in memory; a longer upload goes to a temporary file."""

ExportFormat = Annotated[str, *choice_of(EXPORTERS)]
CsvTable = Annotated[str, *choice_of(EXPORTERS["csv"].options["table"])]

JSON_BODY = {"requestBody": {"required": True, "content": {"application/json": {"schema": {"type": "object"}}}}}


@account_data_router.get("/exports", response_model=list[schemas.ExporterJson])
async def get_exporters() -> list[JsonObject]:
    """Return the formats that the data can be exported to."""
    return exporters_json(_)


@account_data_router.get(
    "/export/{form}",
    response_class=Response,
    responses={200: {"description": "The file", "content": {"*/*": {}}}},
)
async def get_export(
    application: CurrentApplication,
    form: ExportFormat,
    table: CsvTable = "sets",
    session: str | None = None,
    name: str | None = None,
) -> Response:
    """Return the person's data as a file for another program."""
    options = ExportOptions(table=table, session=session, name=name)
    export = export_data(application.diary, application.library, form, options, _)
    headers = {"Content-Disposition": f'attachment; filename="{export.file_name}"'}
    return StreamingResponse(export.content, media_type=export.media_type, headers=headers)


@account_data_router.post("/import", response_model=schemas.ImportResponse, openapi_extra=JSON_BODY)
async def post_import(application: CurrentApplication, request: Request) -> JsonObject:
    """Import a JSON export: all of it or nothing, and no entry twice. The body is the file."""
    with SpooledTemporaryFile(MAX_BYTES_IN_MEMORY) as upload:
        await _copy_stream(request.stream(), upload)
        result = backup.import_backup(application.diary, backup.read_chunks(upload), _("The file"))
    return {"entries": result.entries, "new": result.new, "files": result.files, "kept": result.differing}


@account_data_router.get("/prescription", response_model=schemas.PrescriptionResponse | None)
async def get_prescription(application: CurrentApplication) -> JsonObject | None:
    """Return the prescribed programme of today."""
    return prescription.prescription_json(application.library, application.diary, _)


@account_data_router.post("/prescription", response_model=schemas.ImportProgramResponse)
async def post_prescription(application: CurrentApplication, body: schemas.ImportProgramRequest) -> JsonObject:
    """Import a programme's file."""
    content = body.text.encode("utf-8", "replace")
    result = prescription.import_program(application.diary, content, body.file, replace_it=body.replace)
    return {"program": result.program.id, "new": result.is_new}


@account_data_router.post("/prescription/let-go", response_model=schemas.PrescriptionResponse | None)
async def post_program_removal(
    application: CurrentApplication, body: schemas.RemoveProgramRequest
) -> JsonObject | None:
    """End a prescribed programme, and return the one in effect instead."""
    prescription.remove_program(application.diary, body.program)
    return prescription.prescription_json(application.library, application.diary, _)


@account_data_router.get("/holdings", response_model=schemas.StoredDataResponse)
async def get_stored_data(application: CurrentApplication) -> JsonObject:
    """Return what is stored about this person."""
    return _stored_data_json(application)


@account_data_router.post("/forget", response_model=schemas.StoredDataResponse)
async def post_forget(application: CurrentApplication, body: schemas.ConfirmRequest) -> JsonObject:  # noqa: ARG001 - the shape itself is the confirmation
    """Delete all of this person's data, and return what is left."""
    application.forget()
    return _stored_data_json(application)


async def _copy_stream(stream: AsyncIterator[bytes], target: IO[bytes]) -> None:
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
        target.write(chunk)
    target.seek(0)


def _stored_data_json(application: Application) -> JsonObject:
    stored_data = deletion.list_stored_data(application.diary)
    return {**stored_data.as_json(_), "files": [path.name for path in stored_data.files]}
