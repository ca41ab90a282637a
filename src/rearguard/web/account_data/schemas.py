"""What is sent and said of one's own data."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from rearguard.app.training.prescription import LARGEST
from rearguard.web.response import Answer
from rearguard.web.session.requests import Body


class TakenIn(Answer):
    """What an import came to: entries in the file, new ones, files that were not here, files that differ and stay."""

    entries: int
    new: int
    files: int
    kept: int


class Programme(Body):
    """A programme's file: its name, its text, and whether it may take another one's place."""

    file: Annotated[str, Field(max_length=200)]
    text: Annotated[str, Field(max_length=LARGEST)]
    replace: bool = False


class Brought(Answer):
    """Which programme was brought in, and whether it is new, word for word."""

    program: str
    new: bool


class LetGo(Body):
    """Which programme is followed no more."""

    program: str


class Prescription(Answer):
    """Whose programme is followed; `days`: those of the last seven on which it was."""

    program: str
    name: str
    by: str
    since: str
    until: str | None
    per_week: int | None
    note: str
    days: int


class Sure(Body):
    """That one wants it."""

    sure: Literal[True]


class Held(Answer):
    """How many entries of a kind."""

    kind: str
    what: str
    count: int


class Holdings(Answer):
    """What is kept; times are ISO 8601 with an offset, files are names."""

    entries: list[Held]
    since: str | None
    until: str | None
    files: list[str]
