"""What is kept of a person, written for other programs and other people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from rearguard.app.archiving import whole
from rearguard.app.diary import Diary
from rearguard.core.errors import Misuse
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.library.library import Library

Format = Literal["csv", "json", "fit", "ics", "fhir"]
FORMATS: tuple[Format, ...] = ("csv", "json", "fit", "ics", "fhir")


@value(kw_only=True)
class Wanted:
    """What of it is wanted."""

    table: str = "sets"
    """Of CSV."""
    session: str | None = None
    """Of FIT; None: the last one that has a set in it."""
    name: str | None = None
    """Whose it is, for FHIR; None: nobody is named."""


@value(kw_only=True)
class Export:
    """A file to be."""

    file: str
    """What it is called unless somebody calls it otherwise."""
    media_type: str
    content: Iterator[bytes]
    binary: bool = False
    """Whether a terminal can't show it."""


def export(diary: Diary, library: Library, form: Format, wanted: Wanted, translate: Translate) -> Export:
    """Return the file.

    Raises:
        Refusal: there is nothing to write, or it may not be written.
        Misuse: there is no such table or session.
    """
    return MAKERS[form](diary, library, wanted, translate)


def _json(diary: Diary, _library: Library, _wanted: Wanted, _translate: Translate) -> Export:
    content = (piece.encode() for piece in whole(diary))
    return Export(file="rearguard.json", media_type="application/json", content=content)


def _csv(diary: Diary, library: Library, wanted: Wanted, translate: Translate) -> Export:
    from rearguard.exchange.sheet import TABLES, sheet  # noqa: PLC0415 - each format is loaded when it is wanted

    if wanted.table not in TABLES:
        raise Misuse(
            Message("There is no table {name}; there are {names}", {"name": wanted.table, "names": ", ".join(TABLES)})
        )
    names = {one.id: translate(one.name) for one in library.exercises.values()}
    text = sheet(wanted.table, diary.read(), names, None)
    return Export(
        file=f"rearguard-{wanted.table}.csv",
        media_type="text/csv; charset=utf-8",
        content=iter([text.encode("utf-8", "replace")]),
    )


Maker = Callable[[Diary, Library, Wanted, Translate], Export]

MAKERS: Mapping[Format, Maker] = {"csv": _csv, "json": _json}
