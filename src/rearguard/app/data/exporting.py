"""The registry of exporters: a person's data as files for other programs and other people."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from types import MappingProxyType
from typing import Any

from rearguard.app.data.backup import export_backup
from rearguard.app.person.diary import Diary
from rearguard.app.person.screening import require_clearance, safety_status
from rearguard.app.person.settings import read_settings
from rearguard.app.training.planning import DEFAULT_PROGRAMS
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.value import value
from rearguard.formats.csv_tables import CSV_TABLES, encode_csv
from rearguard.library.library import Library
from rearguard.library.prescriptions import find_prescription


@value(kw_only=True)
class ExportOptions:
    """The values of all exporters' options; each exporter reads its own."""

    table: str = "sets"
    """Of csv."""
    session: str | None = None
    """Of fit; None: the last session with a finished set."""
    name: str | None = None
    """Of fhir: the person's name; None: no name."""


@value(kw_only=True)
class ExportFile:
    """An exported file."""

    file_name: str
    """The suggested name."""
    media_type: str
    content: Iterator[bytes]
    is_binary: bool = False
    """Whether a terminal can't show it."""


Write = Callable[[Diary, Library, ExportOptions, Translate], ExportFile]


@value(kw_only=True)
class Exporter:
    """A file format that a person's data can be exported to."""

    id: str
    label: Message
    """What the file is for."""
    options: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The fields of `ExportOptions` that it reads, each with its choices; empty: any text."""
    write: Write


def export_data(
    diary: Diary, library: Library, exporter_id: str, options: ExportOptions, translate: Translate
) -> ExportFile:
    """Return a person's data in one of the formats of `EXPORTERS`.

    Raises:
        Refusal: there is nothing to export, or exporting is not allowed.
        InvalidRequest: there is no such table or session.
    """
    return EXPORTERS[exporter_id].write(diary, library, options, translate)


def exporters_json(translate: Translate) -> list[dict[str, Any]]:
    """Return the exporters as JSON values."""
    return [
        {
            "id": exporter.id,
            "label": exporter.label.render(translate),
            "options": [{"name": name, "choices": list(choices)} for name, choices in exporter.options.items()],
        }
        for exporter in EXPORTERS.values()
    ]


def _write_json(diary: Diary, _library: Library, _options: ExportOptions, _translate: Translate) -> ExportFile:
    content = (piece.encode() for piece in export_backup(diary))
    return ExportFile(file_name="rearguard.json", media_type="application/json", content=content)


def _write_csv(diary: Diary, library: Library, options: ExportOptions, translate: Translate) -> ExportFile:
    if options.table not in CSV_TABLES:
        raise InvalidRequest(
            Message(
                "There is no table {name}. Choose from: {names}",
                {"name": options.table, "names": ", ".join(CSV_TABLES)},
            )
        )
    names = {exercise.id: translate(exercise.name) for exercise in library.exercises.values()}
    text = encode_csv(options.table, diary.read(), names, None)
    return ExportFile(
        file_name=f"rearguard-{options.table}.csv",
        media_type="text/csv; charset=utf-8",
        content=iter([text.encode("utf-8", "replace")]),
    )


def _write_fit(diary: Diary, _library: Library, options: ExportOptions, _translate: Translate) -> ExportFile:
    from rearguard.formats.fit import encode_fit  # noqa: PLC0415 - a large format is loaded only for its export
    from rearguard.formats.sessions import build_sessions  # noqa: PLC0415 - as above

    sessions = [session for session in build_sessions(diary.read()) if session.work_steps]
    if options.session is not None:
        sessions = [session for session in sessions if session.id == options.session]
        if not sessions:
            raise InvalidRequest(Message("There is no session {name} with a finished set.", {"name": options.session}))
    if not sessions:
        raise Refusal(Message("There is no session with a finished set yet. Start one: rearguard go"))
    session = sessions[-1]
    return ExportFile(
        file_name=f"rearguard-{session.started_at.astimezone():%Y-%m-%d-%H%M}.fit",
        media_type="application/vnd.ant.fit",
        content=iter([encode_fit(session)]),
        is_binary=True,
    )


def _write_ics(diary: Diary, library: Library, _options: ExportOptions, translate: Translate) -> ExportFile:
    from rearguard.app.data.calendar_series import calendar_series, find_time_zone  # noqa: PLC0415 - as above
    from rearguard.formats.calendar import encode_calendar  # noqa: PLC0415 - as above

    require_clearance(diary)  # a calendar must not invite a person to exercises that are ruled out for them
    content = encode_calendar(calendar_series(diary, library, translate), find_time_zone(), diary.clock.now())
    return ExportFile(file_name="rearguard.ics", media_type="text/calendar; charset=utf-8", content=iter([content]))


def _write_fhir(diary: Diary, library: Library, options: ExportOptions, translate: Translate) -> ExportFile:
    from rearguard.formats.fhir import FhirSource, make_fhir_bundle  # noqa: PLC0415 - as above
    from rearguard.safety.questions import SAFETY_QUESTIONS  # noqa: PLC0415 - as above

    default_program = library.program(DEFAULT_PROGRAMS[read_settings(diary.paths).place])
    program = find_prescription(library, diary.clock.now().astimezone().date()) or default_program
    source = FhirSource(
        entries=tuple(diary.read()),
        program=None if safety_status(diary).clearance is None else program,  # without a clearance none is followed
        exercises=library.exercises,
        questions={question.id: question.text for question in SAFETY_QUESTIONS},
        name=options.name,
        translate=translate,
    )
    text = json.dumps(make_fhir_bundle(source), ensure_ascii=False, indent=1) + "\n"
    content = iter([text.encode("utf-8", "replace")])
    return ExportFile(file_name="rearguard-fhir.json", media_type="application/fhir+json", content=content)


EXPORTERS: Mapping[str, Exporter] = MappingProxyType(
    {
        exporter.id: exporter
        for exporter in (
            Exporter(id="json", label=Message("Full backup (JSON)"), write=_write_json),
            Exporter(
                id="csv",
                label=Message("All sets as a spreadsheet (CSV)"),
                options={"table": tuple(CSV_TABLES)},
                write=_write_csv,
            ),
            Exporter(
                id="fit",
                label=Message("Last session for fitness apps (FIT)"),
                options={"session": ()},
                write=_write_fit,
            ),
            Exporter(id="ics", label=Message("Upcoming sessions for your calendar (iCalendar)"), write=_write_ics),
            Exporter(
                id="fhir",
                label=Message("For your clinician, without your name (FHIR)"),
                options={"name": ()},
                write=_write_fhir,
            ),
        )
    }
)
"""The formats by id, in the order in which faces list them."""
