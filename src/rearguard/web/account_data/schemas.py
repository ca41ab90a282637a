"""What is sent and said of one's own data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rearguard.app.training.prescription import MAX_PROGRAM_BYTES
from rearguard.web.response import ResponseModel
from rearguard.web.session.requests import RequestModel


class ExportOptionJson(ResponseModel):
    """A query parameter of an export, with its choices; none: any text."""

    name: str
    choices: list[str]


class ExporterJson(ResponseModel):
    """A format for exports, and what the file is for."""

    id: str
    label: str
    options: list[ExportOptionJson]


class ImportResponse(ResponseModel):
    """What an import came to: entries in the file, new ones, files that were not here, files that differ and stay."""

    entries: int
    new: int
    files: int
    kept: int


class ImportProgramRequest(RequestModel):
    """A programme's file: its name, its text, and whether it may take another one's place."""

    file: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=MAX_PROGRAM_BYTES)]
    replace: bool = False


class ImportProgramResponse(ResponseModel):
    """Which programme was brought in, and whether it is new, word for word."""

    program: str
    new: bool


class RemoveProgramRequest(RequestModel):
    """Which programme is followed no more."""

    program: str


class PrescriptionResponse(ResponseModel):
    """Whose programme is followed; `days`: those of the last seven on which it was."""

    program: str
    name: str
    by: str
    since: str
    until: str | None
    per_week: int | None
    note: str
    days: int


class ConfirmRequest(RequestModel):
    """That one wants it."""

    sure: Literal[True]


class KindCountJson(ResponseModel):
    """How many entries of a kind."""

    kind: str
    what: str
    count: int


class StoredDataResponse(ResponseModel):
    """What is kept; times are ISO 8601 with an offset, files are names."""

    entries: list[KindCountJson]
    since: str | None
    until: str | None
    files: list[str]
