"""JSON shapes of export, import, deletion and prescribed programmes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rearguard.app.training.prescription import MAX_PROGRAM_BYTES
from rearguard.web.response import RequestModel, ResponseModel


class ImportResponse(ResponseModel):
    """The result of an import: entries in the file, new entries, new files, and own files kept because they differ."""

    entries: int
    new: int
    files: int
    kept: int


class ImportProgramRequest(RequestModel):
    """A programme's file: its name, its text, and whether it may replace a programme with the same id."""

    file: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=MAX_PROGRAM_BYTES)]
    replace: bool = False


class ImportProgramResponse(ResponseModel):
    """The imported programme's id, and whether its exact text is new."""

    program: str
    new: bool


class RemoveProgramRequest(RequestModel):
    """The id of the prescribed programme to end."""

    program: str


class PrescriptionResponse(ResponseModel):
    """The prescribed programme in effect. `days` counts those of the last seven on which it was followed."""

    program: str
    name: str
    by: str
    since: str
    until: str | None
    per_week: int | None
    note: str
    days: int


class ConfirmRequest(RequestModel):
    """The confirmation of a deletion."""

    sure: Literal[True]


class KindCountJson(ResponseModel):
    """The number of journal entries of a kind."""

    kind: str
    what: str
    count: int


class StoredDataResponse(ResponseModel):
    """The stored data of a person. Times are ISO 8601 with an offset; files are names."""

    entries: list[KindCountJson]
    since: str | None
    until: str | None
    files: list[str]
