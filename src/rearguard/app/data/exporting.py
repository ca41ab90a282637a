"""A person's data as files for other programs and other people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from rearguard.app.data.backup import export_backup
from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance, safety_status
from rearguard.app.person.settings import read_settings
from rearguard.app.training.planning import DEFAULT_PROGRAMS
from rearguard.app.training.prescription import find_prescription
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.library.library import Library

ExportFormat = Literal["csv", "json", "fit", "ics", "fhir"]
EXPORT_FORMATS: tuple[ExportFormat, ...] = ("csv", "json", "fit", "ics", "fhir")


@value(kw_only=True)
class ExportOptions:
    """What of it is wanted."""

    table: str = "sets"
    """Of CSV."""
    session: str | None = None
    """Of FIT; None: the last one that has a set in it."""
    name: str | None = None
    """Whose it is, for FHIR; None: nobody is named."""


@value(kw_only=True)
class ExportFile:
    """A file to be."""

    file_name: str
    """What it is called unless somebody calls it otherwise."""
    media_type: str
    content: Iterator[bytes]
    is_binary: bool = False
    """Whether a terminal can't show it."""


def export_data(
    diary: Diary, library: Library, file_format: ExportFormat, options: ExportOptions, translate: Translate
) -> ExportFile:
    """Return the file.

    Raises:
        Refusal: there is nothing to write, or it may not be written.
        InvalidRequest: there is no such table or session.
    """
    return EXPORTERS[file_format](diary, library, options, translate)


def _export_json(diary: Diary, _library: Library, _wanted: ExportOptions, _translate: Translate) -> ExportFile:
    content = (piece.encode() for piece in export_backup(diary))
    return ExportFile(file_name="rearguard.json", media_type="application/json", content=content)


def _export_csv(diary: Diary, library: Library, wanted: ExportOptions, translate: Translate) -> ExportFile:
    from rearguard.formats.csv_tables import CSV_TABLES, encode_csv  # noqa: PLC0415 - each format is loaded when it is wanted

    if wanted.table not in CSV_TABLES:
        raise InvalidRequest(
            Message(
                "There is no table {name}. Choose from: {names}", {"name": wanted.table, "names": ", ".join(CSV_TABLES)}
            )
        )
    names = {one.id: translate(one.name) for one in library.exercises.values()}
    text = encode_csv(wanted.table, diary.read(), names, None)
    return ExportFile(
        file_name=f"rearguard-{wanted.table}.csv",
        media_type="text/csv; charset=utf-8",
        content=iter([text.encode("utf-8", "replace")]),
    )


def _export_fit(diary: Diary, _library: Library, wanted: ExportOptions, _translate: Translate) -> ExportFile:
    from rearguard.formats.fit import encode_fit  # noqa: PLC0415 - as above
    from rearguard.formats.sessions import build_sessions  # noqa: PLC0415 - as above

    found = [past for past in build_sessions(diary.read()) if past.work_steps]
    if wanted.session is not None:
        found = [past for past in found if past.id == wanted.session]
        if not found:
            raise InvalidRequest(Message("There is no session {name} with a finished set.", {"name": wanted.session}))
    if not found:
        raise Refusal(Message("There is no session with a finished set yet. Start one: rearguard go"))
    past = found[-1]
    return ExportFile(
        file_name=f"rearguard-{past.started_at.astimezone():%Y-%m-%d-%H%M}.fit",
        media_type="application/vnd.ant.fit",
        content=iter([encode_fit(past)]),
        is_binary=True,
    )


def _export_ics(diary: Diary, library: Library, _wanted: ExportOptions, translate: Translate) -> ExportFile:
    from rearguard.app.data.schedule import calendar_series, find_time_zone  # noqa: PLC0415 - as above
    from rearguard.formats.calendar import encode_calendar  # noqa: PLC0415 - as above

    require_clearance(diary)  # nobody is asked to a routine that is not for them
    content = encode_calendar(calendar_series(diary, library, translate), find_time_zone(), diary.clock.now())
    return ExportFile(file_name="rearguard.ics", media_type="text/calendar; charset=utf-8", content=iter([content]))


def _export_fhir(diary: Diary, library: Library, wanted: ExportOptions, translate: Translate) -> ExportFile:
    from rearguard.formats.fhir import FhirSource, make_fhir_bundle  # noqa: PLC0415 - as above
    from rearguard.safety.questions import SAFETY_QUESTIONS  # noqa: PLC0415 - as above

    usual = library.programs[DEFAULT_PROGRAMS[read_settings(diary.paths).place]]
    followed = find_prescription(library, diary.clock.now().astimezone().date()) or usual
    case = FhirSource(
        entries=tuple(diary.read()),
        program=None if safety_status(diary).clearance is None else followed,  # who may not exercise follows none
        exercises=library.exercises,
        questions={question.id: question.text for question in SAFETY_QUESTIONS},
        name=wanted.name,
        translate=translate,
    )
    text = json.dumps(make_fhir_bundle(case), ensure_ascii=False, indent=1) + "\n"
    content = iter([text.encode("utf-8", "replace")])
    return ExportFile(file_name="rearguard-fhir.json", media_type="application/fhir+json", content=content)


Exporter = Callable[[Diary, Library, ExportOptions, Translate], ExportFile]

EXPORTERS: Mapping[ExportFormat, Exporter] = {
    "csv": _export_csv,
    "json": _export_json,
    "fit": _export_fit,
    "ics": _export_ics,
    "fhir": _export_fhir,
}
