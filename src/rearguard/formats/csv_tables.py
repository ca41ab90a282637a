"""Tables for a spreadsheet, as CSV by RFC 4180, with a byte order mark: without one some take UTF-8 for something else.

A text that begins as a formula would is begun with an apostrophe, so that no spreadsheet computes what a file says
(owasp.org/www-community/attacks/CSV_Injection).
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime, tzinfo

from rearguard.formats.sessions import current, sessions
from rearguard.journal.entry import Entry, Kind

Cell = str | int | float | None
Names = Mapping[str, str]
"""What an exercise is called, by its id."""

FORMULA = frozenset("=+-@\t\r\n|%")
"""Signs with which a spreadsheet's formula may begin."""

MARK = "\ufeff"


class _Lines(list[str]):
    """What the csv module writes into."""

    def write(self, line: str) -> int:
        self.append(line)
        return len(line)


def sheet(table: str, entries: Iterable[Entry], names: Names, zone: tzinfo | None) -> str:
    """Return one of `TABLES` as CSV.

    Args:
        table: its name.
        entries: the journal's, in order.
        names: of the exercises, in the reader's language.
        zone: in which times are written, with their offset; None: this machine's.
    """
    lines = _Lines()
    writer = csv.writer(lines)
    head, rows = TABLES[table]
    writer.writerow(head)
    for row in rows(current(entries), names):
        writer.writerow(
            [_cell(value.astimezone(zone).isoformat() if isinstance(value, datetime) else value) for value in row]
        )
    return MARK + "".join(lines)


def _cell(value: Cell) -> Cell:
    if isinstance(value, str) and value[:1] in FORMULA and value:
        return "'" + value
    return value


Row = tuple[Cell | datetime, ...]


def _sets(entries: list[Entry], names: Names) -> Iterator[Row]:
    for past in sessions(entries):
        for done in past.work:
            yield (
                done.start,
                past.id,
                past.program,
                done.exercise,
                names.get(done.exercise, done.exercise),
                done.level,
                done.side.value,
                done.set,
                done.sets,
                done.reps,
                done.seconds,
            )


def _sessions(entries: list[Entry], _names: Names) -> Iterator[Row]:
    for past in sessions(entries):
        worked = sum(done.seconds for done in past.work)
        yield past.started, past.ended, past.id, past.program, past.minutes, past.reason, len(past.work), worked


def _felt(entries: list[Entry], _names: Names) -> Iterator[Row]:
    for entry in entries:
        if entry.kind is Kind.FELT:
            keys = ("numb", "wobble", "pain", "effort", "session")
            yield entry.at, *(entry.data.get(key) for key in keys)


def _tests(entries: list[Entry], _names: Names) -> Iterator[Row]:
    for entry in entries:
        if entry.kind is Kind.TESTED:
            test, side, result, unit, by = (entry.data.get(key) for key in ("test", "side", "value", "unit", "by"))
            yield entry.at, test, side, result, unit, by


def _day(entries: list[Entry], _names: Names) -> Iterator[Row]:
    for entry in entries:
        if entry.kind in {Kind.SAT, Kind.MOVED}:
            start, end = (datetime.fromisoformat(entry.data[key]) for key in ("from", "to"))
            yield start, end, entry.data.get("how", "sitting"), entry.data.get("by")


Rows = Callable[[list[Entry], Names], Iterator[Row]]

TABLES: Mapping[str, tuple[tuple[str, ...], Rows]] = {
    "sets": (
        ("start", "session", "program", "exercise", "name", "level", "side", "set", "sets", "reps", "seconds"),
        _sets,
    ),
    "sessions": (
        ("started", "ended", "session", "program", "minutes", "reason", "sets", "seconds_worked"),
        _sessions,
    ),
    "felt": (("at", "numb", "wobble", "pain", "effort", "session"), _felt),
    "tests": (("at", "test", "side", "value", "unit", "by"), _tests),
    "day": (("from", "to", "how", "by"), _day),
}
"""What there is, with the heads of its columns."""
