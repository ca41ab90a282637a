"""What is kept of a person, written for other programs and other people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from rearguard.app.data.backup import whole
from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import clearance, standing
from rearguard.app.person.settings import settings
from rearguard.app.training.planning import PROGRAMS
from rearguard.app.training.prescription import current
from rearguard.core.errors import Misuse, Refusal
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
    from rearguard.formats.csv_tables import TABLES, sheet  # noqa: PLC0415 - each format is loaded when it is wanted

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


def _fit(diary: Diary, _library: Library, wanted: Wanted, _translate: Translate) -> Export:
    from rearguard.formats.fit import activity  # noqa: PLC0415 - as above
    from rearguard.formats.sessions import sessions  # noqa: PLC0415 - as above

    found = [past for past in sessions(diary.read()) if past.work]
    if wanted.session is not None:
        found = [past for past in found if past.id == wanted.session]
        if not found:
            raise Misuse(Message("There is no session {name} with a finished set.", {"name": wanted.session}))
    if not found:
        raise Refusal(Message("There is no session with a finished set yet. Begin with: rearguard go"))
    past = found[-1]
    return Export(
        file=f"rearguard-{past.started.astimezone():%Y-%m-%d-%H%M}.fit",
        media_type="application/vnd.ant.fit",
        content=iter([activity(past)]),
        binary=True,
    )


def _ics(diary: Diary, library: Library, _wanted: Wanted, translate: Translate) -> Export:
    from rearguard.app.data.schedule import series, zone  # noqa: PLC0415 - as above
    from rearguard.formats.calendar import calendar  # noqa: PLC0415 - as above

    clearance(diary)  # nobody is asked to a routine that is not for them
    content = calendar(series(diary, library, translate), zone(), diary.clock.now())
    return Export(file="rearguard.ics", media_type="text/calendar; charset=utf-8", content=iter([content]))


def _fhir(diary: Diary, library: Library, wanted: Wanted, translate: Translate) -> Export:
    from rearguard.formats.fhir import Case, bundle  # noqa: PLC0415 - as above
    from rearguard.safety.questions import QUESTIONS  # noqa: PLC0415 - as above

    usual = library.programs[PROGRAMS[settings(diary.home).place]]
    followed = current(library, diary.clock.now().astimezone().date()) or usual
    case = Case(
        entries=tuple(diary.read()),
        program=None if standing(diary).clearance is None else followed,  # who may not exercise follows none
        exercises=library.exercises,
        questions={question.id: question.text for question in QUESTIONS},
        name=wanted.name,
        translate=translate,
    )
    text = json.dumps(bundle(case), ensure_ascii=False, indent=1) + "\n"
    content = iter([text.encode("utf-8", "replace")])
    return Export(file="rearguard-fhir.json", media_type="application/fhir+json", content=content)


Maker = Callable[[Diary, Library, Wanted, Translate], Export]

MAKERS: Mapping[Format, Maker] = {"csv": _csv, "json": _json, "fit": _fit, "ics": _ics, "fhir": _fhir}
