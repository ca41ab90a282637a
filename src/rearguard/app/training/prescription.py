"""The programme that somebody prescribed: which one holds today, taking one in, and letting it go."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rearguard.app.person.diary import Diary
from rearguard.app.person.files import make_private_folder, write_atomically
from rearguard.core.errors import InvalidRequest, Refusal
from rearguard.core.message import Message, Translate
from rearguard.core.problem import Problem
from rearguard.core.value import value
from rearguard.journal.entry import EventKind
from rearguard.library.library import Library
from rearguard.library.loader import BUILT_IN_FOLDER
from rearguard.library.program import Prescription, Program

PAIN_WINDOW = timedelta(hours=24)
"""Pain is asked about until the next morning: older pain says nothing of today."""

MAX_PROGRAM_BYTES = 1_000_000
"""Bytes, as of every file of the library."""


@value(kw_only=True)
class ProgramImportResult:
    """What taking in a file came to."""

    program: Program
    is_new: bool
    """Whether it was not here yet, word for word."""


def find_prescription(library: Library, day: date) -> Program | None:
    """Return the prescribed programme that holds on a day; of several the one that began last."""
    holding = [
        one for one in library.programs.values() if one.prescribed is not None and one.prescribed.is_valid_on(day)
    ]
    return max(holding, key=lambda one: (one.prescribed and one.prescribed.valid_from, one.id), default=None)


def lapsed_notice(library: Library, day: date) -> Message | None:
    """Return what is to be said on a day of the prescription that ended last; None where there was none."""
    over = [
        (one.prescribed.valid_until, one.prescribed.by)
        for one in library.programs.values()
        if one.prescribed is not None and one.prescribed.valid_until and one.prescribed.valid_until < day.isoformat()
    ]
    if not over:
        return None
    until, by = max(over)
    values = {"by": by, "until": until}
    return Message(
        "The programme from {by} ended on {until}, so this is the usual one. Ask them how to continue.", values
    )


def prescription_to_follow(library: Library, diary: Diary) -> Program | None:
    """Return the prescribed programme that is to be done now.

    Raises:
        Refusal: more pain was felt than it allows.
    """
    now = diary.clock.now()
    found = find_prescription(library, _local_date(now))
    if found is not None and found.prescribed is not None:
        _refuse_pain(found.prescribed, diary, now)
    return found


def prescription_json(library: Library, diary: Diary, translate: Translate) -> dict[str, Any] | None:
    """Return the prescription of today as JSON values, with the days of the last seven on which it was followed."""
    now = diary.clock.now()
    found = find_prescription(library, _local_date(now))
    if found is None or found.prescribed is None:
        return None
    said = found.prescribed
    week = diary.read(EventKind.SESSION_STARTED, since=now - timedelta(days=7))
    return {
        "program": found.id,
        "name": translate(found.name),
        "by": said.by,
        "since": said.valid_from,
        "until": said.valid_until,
        "per_week": said.per_week,
        "note": said.note,
        "days": len({_local_date(entry.at) for entry in week if entry.data["program"] == found.id}),
    }


def import_program(diary: Diary, content: bytes, name: str, *, replace_it: bool = False) -> ProgramImportResult:
    """Keep a programme's file among the person's own.

    Args:
        diary: the journal, which notes that it came.
        content: the file's.
        name: of the file, for what is wrong.
        replace_it: whether it may take the place of another one with its id.

    Raises:
        Refusal: it is none, or something in it is wrong, or another is in its place; nothing was kept.
    """
    program = _check_program(content, name, diary)
    path = diary.paths.library / "programs" / f"{program.id}.toml"
    if path.exists() and path.read_bytes() == content:
        return ProgramImportResult(program=program, is_new=False)
    if not replace_it and (path.exists() or (BUILT_IN_FOLDER / "programs" / path.name).exists()):
        raise Refusal(Message("There is already another programme {id}. To replace it: --replace", {"id": program.id}))
    _write_file(path, content)
    said = program.prescribed
    diary.write(
        (
            EventKind.IMPORTED,
            {
                "what": "program",
                "program": program.id,
                "by": said and said.by,
                "from": said and said.valid_from,
                "until": said and said.valid_until,
            },
        )
    )
    return ProgramImportResult(program=program, is_new=True)


def remove_program(diary: Diary, program_id: str) -> None:
    """Delete the file of a programme that was taken in.

    Raises:
        Misuse: there is none of that id among the person's own.
    """
    own = {path.stem: path for path in (diary.paths.library / "programs").glob("*.toml")}
    if program_id not in own:
        raise InvalidRequest(Message("You have no programme {name} of your own.", {"name": program_id}))
    own[program_id].unlink()


def _local_date(now: datetime) -> date:
    return now.astimezone().date()


def _refuse_pain(said: Prescription, diary: Diary, now: datetime) -> None:
    if said.most_pain is None:
        return
    felt = [entry.data.get("pain") for entry in diary.read(EventKind.FELT, since=now - PAIN_WINDOW)]
    worst = max((pain for pain in felt if isinstance(pain, int | float)), default=0)
    if worst > said.most_pain:
        raise Refusal(
            Message(
                "You reported pain of {pain} out of 10 in the last day, and {by} allows at most {most}. Rest "
                "today, and ask them if it doesn't go away.",
                {"pain": worst, "by": said.by, "most": said.most_pain},
            )
        )


def _check_program(content: bytes, name: str, diary: Diary) -> Program:
    """Return the programme of a file; under whatever name it came, it is judged under its id."""
    from rearguard.library.loader import load_for_check  # noqa: PLC0415 - with what it needs it takes 100 ms

    if len(content) > MAX_PROGRAM_BYTES:
        raise Refusal(Message("{file} is larger than 1 MB, so it isn't a programme", {"file": name}))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "programs" / f"{_read_id(content)}.toml"
        path.parent.mkdir()
        path.write_bytes(content)
        found = load_for_check(path, diary.paths.library)
    if found.problems:
        raise Refusal(
            Message("{problems}. Nothing was imported.", {"problems": "; ".join(_problem_lines(found.problems, name))})
        )
    return next(iter(found.programs.values()))


def _problem_lines(problems: Iterable[Problem], name: str) -> list[str]:
    return [replace(problem, file=name).render() for problem in problems]


def _read_id(content: bytes) -> str:
    """Return the id that a file gives itself, when it can be a file's name; the check says what is wrong with it."""
    import tomllib  # noqa: PLC0415 - takes a while to import

    with contextlib.suppress(ValueError, RecursionError):
        said = str(tomllib.loads(content.decode("utf-8-sig")).get("id"))
        if re.fullmatch(r"[a-z0-9-]{1,60}", said):
            return said
    return "programme"


def _write_file(path: Path, content: bytes) -> None:
    """Write a file, complete or not at all."""
    try:
        make_private_folder(path.parent)
        write_atomically(path, content)
    except OSError as error:
        why = error.strerror or str(error)
        raise Refusal(Message("{file} can't be written: {why}", {"file": str(path), "why": why})) from error
