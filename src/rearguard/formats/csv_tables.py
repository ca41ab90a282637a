"""Tables for a spreadsheet, as CSV by RFC 4180, with a byte order mark: some spreadsheets need it to detect UTF-8.

A text that starts like a formula gets an apostrophe in front, so that no spreadsheet runs it
(owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from rearguard.formats.sessions import build_sessions, drop_retracted
from rearguard.journal.entry import Entry, EventKind

Cell = str | int | float | None
ExerciseNames = Mapping[str, str]
"""Names of exercises by id."""

FORMULA_STARTS = frozenset("=+-@\t\r\n|%")
"""Characters that can start a formula in a spreadsheet."""

BYTE_ORDER_MARK = "\ufeff"


class _Lines(list[str]):
    """A list of lines that the csv module can write to."""

    def write(self, line: str) -> int:
        self.append(line)
        return len(line)


def encode_csv(table: str, entries: Iterable[Entry], names: ExerciseNames, zone: tzinfo | None) -> str:
    """Return one of `CSV_TABLES` as CSV.

    Args:
        table: name of the table.
        entries: of the journal, in order.
        names: of the exercises, in the reader's language.
        zone: time zone of the times, written with their offset; None: this machine's.
    """
    lines = _Lines()
    writer = csv.writer(lines)
    head, rows = CSV_TABLES[table]
    writer.writerow(head)
    for row in rows(drop_retracted(entries), names):
        writer.writerow(
            [
                _escape_cell(value.astimezone(zone).isoformat() if isinstance(value, datetime) else value)
                for value in row
            ]
        )
    return BYTE_ORDER_MARK + "".join(lines)


def _escape_cell(value: Cell) -> Cell:
    if isinstance(value, str) and value[:1] in FORMULA_STARTS and value:
        return "'" + value
    return value


CsvRow = tuple[Cell | datetime, ...]


def _set_rows(entries: list[Entry], names: ExerciseNames) -> Iterator[CsvRow]:
    for session in build_sessions(entries):
        for step in session.work_steps:
            yield (
                step.start,
                session.id,
                session.program,
                step.exercise,
                names.get(step.exercise, step.exercise),
                step.level,
                step.side.value,
                step.set,
                step.sets,
                step.reps,
                step.seconds,
            )


def _session_rows(entries: list[Entry], _names: ExerciseNames) -> Iterator[CsvRow]:
    for session in build_sessions(entries):
        worked = sum(step.seconds for step in session.work_steps)
        yield (
            session.started_at,
            session.ended_at,
            session.id,
            session.program,
            session.minutes,
            session.reason,
            len(session.work_steps),
            worked,
        )


def _symptom_rows(entries: list[Entry], _names: ExerciseNames) -> Iterator[CsvRow]:
    for entry in entries:
        if entry.kind is EventKind.FELT:
            keys = ("numb", "wobble", "pain", "effort", "session")
            yield entry.at, *(entry.data.get(key) for key in keys)


def _test_rows(entries: list[Entry], _names: ExerciseNames) -> Iterator[CsvRow]:
    for entry in entries:
        if entry.kind is EventKind.TESTED:
            test, side, result, unit, by = (entry.data.get(key) for key in ("test", "side", "value", "unit", "by"))
            yield entry.at, test, side, result, unit, by


def _activity_rows(entries: list[Entry], _names: ExerciseNames) -> Iterator[CsvRow]:
    for entry in entries:
        if entry.kind in {EventKind.SAT, EventKind.MOVED}:
            start, end = (datetime.fromisoformat(entry.data[key]) for key in ("from", "to"))
            yield start, end, entry.data.get("how", "sitting"), entry.data.get("by")


RowWriter = Callable[[list[Entry], ExerciseNames], Iterator[CsvRow]]

CSV_TABLES: Mapping[str, tuple[tuple[str, ...], RowWriter]] = {
    "sets": (
        ("start", "session", "program", "exercise", "name", "level", "side", "set", "sets", "reps", "seconds"),
        _set_rows,
    ),
    "sessions": (
        ("started", "ended", "session", "program", "minutes", "reason", "sets", "seconds_worked"),
        _session_rows,
    ),
    "felt": (("at", "numb", "wobble", "pain", "effort", "session"), _symptom_rows),
    "tests": (("at", "test", "side", "value", "unit", "by"), _test_rows),
    "day": (("from", "to", "how", "by"), _activity_rows),
}
"""The tables by name, each with its column heads."""
